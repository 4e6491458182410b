/** Texts that fit a format, a pattern and a length. */
import RandExp from 'randexp';
import type { Chance } from './chance.ts';
import { expressionOf } from './keywords.ts';
import type { Rules } from './rules.ts';

const two = (value: number): string => String(value).padStart(2, '0');

const dateOf = (by: Chance): string =>
  `20${two(by.between(10, 29))}-${two(by.between(1, 12))}-${two(by.between(1, 28))}`;

const timeOf = (by: Chance): string => `${two(by.below(24))}:${two(by.below(60))}:${two(by.below(60))}Z`;

const hex = (by: Chance, count: number): string =>
  Array.from({ length: count }, () => by.below(16).toString(16)).join('');

const FORMATS: Readonly<Record<string, (by: Chance) => string>> = {
  date: dateOf,
  'date-time': (by) => `${dateOf(by)}T${timeOf(by)}`,
  time: timeOf,
  duration: (by) => `PT${by.between(1, 59)}M`,
  email: (by) => `${by.letters(8)}@example.com`,
  'idn-email': (by) => `${by.letters(8)}@example.com`,
  uuid: (by) => `${hex(by, 8)}-${hex(by, 4)}-4${hex(by, 3)}-a${hex(by, 3)}-${hex(by, 12)}`,
  uri: (by) => `https://example.com/${by.letters(8)}`,
  url: (by) => `https://example.com/${by.letters(8)}`,
  iri: (by) => `https://example.com/${by.letters(8)}`,
  'uri-reference': (by) => `/${by.letters(8)}`,
  'iri-reference': (by) => `/${by.letters(8)}`,
  'uri-template': (by) => `https://example.com/${by.letters(5)}/{id}`,
  hostname: (by) => `${by.letters(8)}.example.com`,
  'idn-hostname': (by) => `${by.letters(8)}.example.com`,
  ipv4: (by) => `192.0.2.${by.between(1, 250)}`,
  ipv6: (by) => `2001:db8::${by.between(1, 9999)}`,
  byte: (by) => btoa(by.letters(9)),
  'json-pointer': (by) => `/${by.letters(5)}`,
  'relative-json-pointer': () => '0/name',
  regex: (by) => `^${by.letters(4)}$`,
};

function byPattern(pattern: string, by: Chance): string {
  const made = new RandExp(new RegExp(pattern));
  made.max = 6;
  made.randInt = (from, to) => by.between(from, to);
  return made.gen();
}

const FALLBACKS = [
  'a',
  'abc',
  'Abcdef1!',
  '1',
  '12345',
  '2024-01-01',
  'en',
  'en-US',
  'USD',
  '/abc',
  'a-b',
  'a.b.c',
  '#aabbcc',
];

export function fits(text: string, { patterns, bounds }: Rules): boolean {
  const { length } = [...text];
  return (
    length >= (bounds.get('minLength') ?? 0) &&
    length <= (bounds.get('maxLength') ?? Number.POSITIVE_INFINITY) &&
    patterns.every((pattern) => expressionOf(pattern)?.test(text) ?? true)
  );
}

export function textFor(rules: Rules, by: Chance): string {
  const { patterns, format = '', bounds } = rules;
  const least = bounds.get('minLength') ?? 0;
  const most = bounds.get('maxLength') ?? Number.POSITIVE_INFINITY;
  const texts: string[] = [];
  const [pattern] = patterns;
  const formatted = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  if (formatted !== undefined) texts.push(formatted(by));
  if (pattern !== undefined)
    for (let attempt = 0; attempt < 20; attempt++) {
      try {
        texts.push(byPattern(pattern, by));
      } catch {
        break;
      }
    }
  const plain = by.letters(Math.min(most, Math.max(least, 8)));
  if (pattern === undefined && formatted === undefined) return plain;
  const examples = rules.examples.filter((example) => typeof example === 'string');
  const found = [...texts, ...examples, ...FALLBACKS, plain].find((text) => fits(text, rules));
  if (found === undefined) throw new Error(`no text was found for ${pattern ?? format}`);
  return found;
}
