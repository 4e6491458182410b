/** Secrets in the formats that well-known services issue, made from a seed; none of them opens anything. */
import { createHash } from 'node:crypto';

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const UPPER = LOWER.toUpperCase();

/** Draws characters that depend on a name alone. */
function draw(name: string, length: number, alphabet: string): string {
  let text = '';
  for (let block = 0; text.length < length; block++)
    for (const byte of createHash('sha256').update(`${name}/${block}`).digest())
      text += alphabet[byte % alphabet.length];
  return text.slice(0, length);
}

const word = (name: string, length: number): string => draw(name, length, LOWER + UPPER + DIGITS);
const hex = (name: string, length: number): string => draw(name, length, `${DIGITS}abcdef`);
const small = (name: string, length: number): string => draw(name, length, LOWER + DIGITS);
const base64url = (text: string): string => Buffer.from(text).toString('base64url');

/** Each makes one secret of its format. */
const FORMATS: readonly ((name: string) => string)[] = [
  (name) => ['sk', 'live', word(name, 24)].join('_'),
  (name) => ['rk', 'test', word(name, 24)].join('_'),
  (name) => ['whsec', word(name, 32)].join('_'),
  (name) => ['ghp', word(name, 36)].join('_'),
  (name) => ['gho', word(name, 36)].join('_'),
  (name) => ['github', 'pat', `${word(name, 22)}`, word(`${name}b`, 59)].join('_'),
  (name) => ['glpat', word(name, 20)].join('-'),
  (name) => ['xoxb', draw(name, 12, DIGITS), draw(`${name}b`, 13, DIGITS), word(name, 24)].join('-'),
  (name) => `AKIA${draw(name, 16, UPPER + DIGITS)}`,
  (name) => draw(name, 40, `${LOWER}${UPPER}${DIGITS}`),
  (name) => `AIza${word(name, 35)}`,
  (name) => ['SG', word(name, 22), word(`${name}b`, 43)].join('.'),
  (name) => ['npm', word(name, 36)].join('_'),
  (name) => ['key', hex(name, 32)].join('-'),
  (name) => ['dop', 'v1', hex(name, 64)].join('_'),
  (name) => ['shpat', hex(name, 32)].join('_'),
  (name) => hex(name, 32),
  (name) => hex(name, 64),
  (name) => [8, 4, 4, 4, 12].map((length, part) => hex(`${name}${part}`, length)).join('-'),
  (name) => [base64url('{"alg":"HS256"}'), base64url(`{"sub":"${word(name, 8)}"}`), word(name, 43)].join('.'),
  (name) => `${small(name, 12)}@${small(`${name}d`, 9)}.example.org`,
  (name) => `+49 170 ${draw(name, 8, DIGITS)}`,
  (name) => small(name, 32),
  (name) => `EAA${word(name, 60)}`,
  (name) => ['SK', hex(name, 32)].join(''),
];

/** @returns different secrets, the same ones every time */
export const plantedSecrets = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => FORMATS[index % FORMATS.length]?.(`secret ${index}`) ?? '');
