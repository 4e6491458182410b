/** Escapes texts of clients for a terminal and a log: nothing moves the cursor, and a line stays a line. */

const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;
const EACH_CONTROL = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** Escapes control characters as JSON does. */
export const escapeTerminal = (text: string): string =>
  text.replace(EACH_CONTROL, (character) => {
    const short = JSON.stringify(character).slice(1, -1);
    return short === character ? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}` : short;
  });

const bytesOf = (character: string): string =>
  [...Buffer.from(character)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');

/** Quotes a text as one word of a shell; with control characters in the form of bash, zsh and ksh. */
export const quote = (text: string): string =>
  CONTROL.test(text)
    ? `$'${text.replace(/['\\]/g, '\\$&').replace(EACH_CONTROL, bytesOf)}'`
    : `'${text.replace(/'/g, `'\\''`)}'`;
