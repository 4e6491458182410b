/** Generates strings, by their pattern or their format. */
import { createGeneratorSync, type JsonSchema } from 'json-schema-faker';
import { type Random, textFor } from './formatted-text.ts';
import { limitOf, type Words } from './generation.ts';

/** Conditions at the start of a pattern, which the generator does not understand. */
const LEADING_CONDITIONS = /^\^(?:\(\?[=!](?:[^()\\]|\\.|\[(?:[^\]\\]|\\.)*\]|\([^()]*\))*\))+/;

export function stringFor(random: Random, words: Words): string {
  const { minLength, maxLength } = words;
  if (typeof words.pattern !== 'string') {
    const least = limitOf(minLength, 0);
    const most = limitOf(maxLength, Math.max(least, 200));
    return most === 0 ? '' : textFor(random, words.format, { least, most });
  }
  const pattern = words.pattern.replace(LEADING_CONDITIONS, '^');
  const bounds = {
    ...(minLength === undefined ? {} : { minLength }),
    ...(maxLength === undefined ? {} : { maxLength }),
  };
  const generator = createGeneratorSync({ seed: Math.floor(random() * 2 ** 31) });
  return String(generator.generate({ type: 'string', pattern, ...bounds } as JsonSchema));
}
