/**
 * Replaces secrets by texts of the same form. A replacement depends on a key and on the secret, so that equal secrets have
 * equal replacements and none can be computed back without the key.
 */
import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';

/** @returns a text of the same length and form */
export type Replace = (secret: string) => string;

const DIGITS = '0123456789';
const HEX = 'abcdef';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function* bytesFor(key: KeyObject, secret: string): Generator<number, never> {
  for (let block = 0; ; block++) yield* createHmac('sha256', key).update(`${block}\0${secret}`).digest();
}

function characterFor(character: string, byte: number, isHex: boolean): string {
  if (/[0-9]/.test(character)) return DIGITS[byte % 10] ?? '0';
  const letters = isHex ? HEX : LOWER;
  const letter = letters[byte % letters.length] ?? 'a';
  if (/\p{Lu}/u.test(character)) return letter.toUpperCase();
  return /\p{L}/u.test(character) ? letter : character;
}

/** Words before the random part, which say what kind of token it is: `sk_live_`, `ghp_`, `Bearer `. */
const PREFIX =
  /^(?:(?:Bearer|Basic|Token|Digest) +|(?:sk|pk|rk|whsec)_(?:live_|test_)?|gh[oprsu]_|github_pat_|xox[abeoprs]-|AKIA|ASIA|AIza|SG\.|glpat-|npm_|pypi-|dop_v1_|shp(?:at|ca|pa|ss)_|key-|eyJ)/;

export const isCardNumber = (text: string): boolean => {
  const digits = text.replace(/\D/g, '');
  return (
    /^(?:4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}|6\d{15})$/.test(
      digits,
    ) && checksum(digits) === 0
  );
};

/** What the Luhn sum lacks of a multiple of ten. */
function checksum(digits: string): number {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const twice = index % 2 === 1 ? digit * 2 : digit;
    sum += twice > 9 ? twice - 9 : twice;
  }
  return (10 - (sum % 10)) % 10;
}

/** The same card number with a last digit that fits. */
function withChecksum(card: string): string {
  const at = card.search(/\d\D*$/);
  const zero = `${card.slice(0, at)}0${card.slice(at + 1)}`;
  return `${card.slice(0, at)}${checksum(zero.replace(/\D/g, ''))}${card.slice(at + 1)}`;
}

export function createReplace(secretKey: Buffer): Replace {
  const key = createSecretKey(secretKey);
  const each = (secret: string, text: string, from: number, to: number): string => {
    const bytes = bytesFor(key, secret);
    const isHex = /^[0-9a-f-]+$/i.test(text) && /[a-f]/i.test(text) && text.length >= 8;
    const isUuid = UUID.test(text);
    let replaced = '';
    let index = 0;
    for (const character of text) {
      const keep = index < from || index >= to || (isUuid && (index === 14 || index === 19));
      replaced += keep ? character : characterFor(character, bytes.next().value, isHex);
      index += character.length;
    }
    return replaced;
  };
  return (secret) => {
    if (/^[^@\s]+@[^@\s]+\.[a-z]{2,}$/i.test(secret)) return each(secret, secret, 0, secret.lastIndexOf('.'));
    if (isCardNumber(secret)) return withChecksum(each(secret, secret, 1, secret.length));
    if (secret.startsWith('+')) return each(secret, secret, 2, secret.length);
    const prefix = PREFIX.exec(secret)?.[0].length ?? 0;
    return each(secret, secret, secret.length - prefix > 3 ? prefix : 0, secret.length);
  };
}

/** A JSON number with other digits; it stays as long, and as whole. */
export const replaceNumber = (replace: Replace, number: string): string =>
  replace(number).replace(/^(-?)0(?=\d)/, '$11');
