/** Texts as they are shown: what a client sent cannot hide or reverse the text next to it. */

const HIDDEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\u200b-\u200d\ufeff]/gu;

/** Control characters and those that change the direction of a line are written out. */
export const visible = (text: string): string =>
  text.replace(HIDDEN, (found) => `\\u${(found.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);

/** Time of day with milliseconds, as the world's clock shows it. */
export const timeOf = (iso: string): string => iso.slice(11, 23);

export const shortened = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most)}…` : text;

export const counted = (count: number, one: string): string =>
  `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;
