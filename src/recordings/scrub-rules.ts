/** What a recording may keep, and how the rest is replaced. */
import { isObject } from '../core/is-object.ts';
import type { Service } from '../services/service.ts';
import { remember } from './remember.ts';
import { createReplace, isCardNumber, type Replace, replaceNumber } from './replacement.ts';
import { scrubText } from './scrub-text.ts';
import { isSecretName, isSecretNumber } from './secret-names.ts';

export interface ScrubRules {
  readonly replace: Replace;
  /** Replaces the secrets in a text. */
  readonly scrub: (text: string) => string;
  /** Names of fields whose values are kept. */
  readonly keep: ReadonlySet<string>;
  /** Texts that the contract itself names, such as those of an `enum`. */
  readonly known: ReadonlySet<string>;
  /** Names of headers and query parameters by which the contract sends credentials, in lower case. */
  readonly secretNames: ReadonlySet<string>;
}

/** Every text in the enums and constants of a document. */
function textsOfContract(document: unknown): ReadonlySet<string> {
  const texts = new Set<string>();
  const seen = new Set<object>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if (isObject(value))
      for (const text of [value.enum, value.const].flat()) if (typeof text === 'string') texts.add(text);
    for (const inside of Object.values(value)) visit(inside);
  };
  visit(document);
  return texts;
}

/**
 * @param key that replacements depend on
 * @param keep names of fields whose values are kept
 */
export const createScrubRules = ({ versions }: Service, key: Buffer, keep: readonly string[]): ScrubRules => {
  const replace = remember(createReplace(key));
  return {
    replace,
    scrub: remember((text) => scrubText(text, replace)),
    keep: new Set(keep),
    secretNames: new Set([...versions.values()].flatMap(({ contract }) => [...contract.secretNames])),
    known: new Set([...versions.values()].flatMap(({ contract }) => [...textsOfContract(contract.document)])),
  };
};

/** A value by its name, as text. */
export function scrubValue(name: string, value: string, { replace, scrub, keep, known }: ScrubRules): string {
  if (value === '' || known.has(value) || keep.has(name)) return value;
  if (isSecretName(name) && !/^(?:true|false|null|\d{1,3})$/.test(value)) return replace(value);
  return scrub(value);
}

/** A JSON number by its name, as it is written. */
export function scrubNumber(name: string, number: string, { replace, keep }: ScrubRules): string {
  if (keep.has(name)) return number;
  return isSecretNumber(name) || isCardNumber(number) ? replaceNumber(replace, number) : number;
}
