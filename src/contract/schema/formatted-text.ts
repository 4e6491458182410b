/** Texts of every format that a schema may require, within the bounds of their length. */

/** A number from 0 to 1, without 1. */
export type Random = () => number;

/** The bounds of a text's length. */
export interface LengthBounds {
  readonly least: number;
  readonly most: number;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const HEX = '0123456789abcdef';
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const WORDS =
  'amber birch cedar delta ember fjord grove heath inlet juniper lagoon maple north ocean pine quartz river stone tundra willow'.split(
    ' ',
  );

export const integerBetween = (random: Random, least: number, most: number): number =>
  least + Math.floor(random() * (most - least + 1));

const pick = (random: Random, from: string): string => from.charAt(Math.floor(random() * from.length));

const characters = (random: Random, count: number, from = LETTERS): string =>
  Array.from({ length: Math.max(0, count) }, () => pick(random, from)).join('');

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** A few words, cut or continued to fit the bounds. */
function wordsFor(random: Random, { least, most }: LengthBounds): string {
  const word = (): string => WORDS[Math.floor(random() * WORDS.length)] ?? 'amber';
  let text = word();
  while (text.length < least) text += ` ${word()}`;
  if (text.length <= most) return text;
  // A cut text must not end with a blank.
  return text.slice(0, most).replace(/ $/, 'a');
}

/** Text around a part that is as long as the bounds ask for, and as long as usual where they do not. */
function padded(
  random: Random,
  { least, most }: LengthBounds,
  before: string,
  after: string,
  usual = 8,
): string {
  const fixed = before.length + after.length;
  return (
    before + characters(random, Math.max(1, Math.min(Math.max(least - fixed, usual), most - fixed))) + after
  );
}

/** A host name, whose labels have at most 63 characters. */
function hostFor(random: Random, { least, most }: LengthBounds): string {
  const end = most < 12 ? '' : '.example.com';
  let labels = characters(random, Math.max(1, Math.min(8, most - end.length)));
  while (labels.length + end.length < least) {
    const missing = least - labels.length - end.length;
    labels = `${characters(random, Math.max(1, Math.min(60, missing - 1)))}.${labels}`;
  }
  return labels + end;
}

const dateFor = (random: Random): string =>
  `${integerBetween(random, 2020, 2025)}-${twoDigits(integerBetween(random, 1, 12))}-${twoDigits(integerBetween(random, 1, 28))}`;

/** A time, with digits of a second where it must be longer. */
function timeFor(random: Random, least: number, zone = 'Z'): string {
  const clock = [23, 59, 59].map((most) => twoDigits(integerBetween(random, 0, most))).join(':');
  const missing = least - clock.length - zone.length;
  return missing <= 0
    ? clock + zone
    : `${clock}.${characters(random, Math.max(1, missing - 1), '123456789')}${zone}`;
}

type Writer = (random: Random, bounds: LengthBounds) => string;

const uuidFor: Writer = (random) =>
  `${characters(random, 8, HEX)}-${characters(random, 4, HEX)}-4${characters(random, 3, HEX)}-${pick(random, '89ab')}${characters(random, 3, HEX)}-${characters(random, 12, HEX)}`;

const base64For: Writer = (random, { least, most }) => {
  const groups = Math.max(Math.ceil(least / 4), Math.min(3, Math.floor(most / 4)));
  return characters(random, groups * 4, BASE64);
};

const uriFor: Writer = (random, bounds) =>
  bounds.most < 24 ? padded(random, bounds, 'a:', '') : padded(random, bounds, 'https://example.com/', '');

const emailFor: Writer = (random, bounds) => {
  if (bounds.most < 14) return padded(random, bounds, '', '@a.io', 4);
  // The part before the sign has at most 64 characters.
  const spare = bounds.least - 64 - '@example.com'.length;
  return spare > 0
    ? `${characters(random, 60)}@${hostFor(random, { least: bounds.least - 61, most: bounds.most - 61 })}`
    : padded(random, bounds, '', '@example.com');
};

const WRITERS: Readonly<Record<string, Writer>> = {
  binary: (random, bounds) => wordsFor(random, bounds),
  byte: base64For,
  date: (random) => dateFor(random),
  'date-time': (random, { least }) => `${dateFor(random)}T${timeFor(random, least - 11)}`,
  'iso-date-time': (random, { least }) => `${dateFor(random)}T${timeFor(random, least - 11)}`,
  duration: (random, { least }) => `P${characters(random, Math.max(1, least - 2), '123456789')}D`,
  email: emailFor,
  hostname: hostFor,
  'idn-email': emailFor,
  'idn-hostname': hostFor,
  ipv4: (random) => Array.from({ length: 4 }, () => integerBetween(random, 1, 254)).join('.'),
  ipv6: (random) => Array.from({ length: 8 }, () => characters(random, 4, HEX)).join(':'),
  iri: uriFor,
  'iri-reference': uriFor,
  'iso-time': (random, { least }) => timeFor(random, least),
  'json-pointer': (random, bounds) => padded(random, bounds, '/', ''),
  'json-pointer-uri-fragment': (random, bounds) => padded(random, bounds, '#/', ''),
  regex: (random, bounds) => padded(random, bounds, '', ''),
  'relative-json-pointer': (random, bounds) => padded(random, bounds, '0/', ''),
  time: (random, { least }) => timeFor(random, least),
  uri: uriFor,
  'uri-reference': uriFor,
  'uri-template': uriFor,
  url: uriFor,
  uuid: uuidFor,
};

/** A text of a format; words where the format is unknown. */
export const textFor = (random: Random, format: unknown, bounds: LengthBounds): string =>
  (typeof format === 'string' && Object.hasOwn(WRITERS, format) ? WRITERS[format] : undefined)?.(
    random,
    bounds,
  ) ?? wordsFor(random, bounds);
