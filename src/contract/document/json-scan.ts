/** Scans JSON without parsing it: where strings end, and which of them are keys. */

const QUOTE = '"';
const BACKSLASH = 92;

/** The offset after the closing quote of the string that begins at `start`. */
export function endOfString(text: string, start: number): number {
  let end = text.indexOf(QUOTE, start + 1);
  while (end > 0) {
    let before = end;
    while (text.charCodeAt(before - 1) === BACKSLASH) before--;
    if ((end - before) % 2 === 0) return end + 1;
    end = text.indexOf(QUOTE, end + 1);
  }
  return text.length;
}

const colon = /\s*:/y;

/** Whether the string that ends here is a key and not a value. */
export function isKey(text: string, end: number): boolean {
  colon.lastIndex = end;
  return colon.test(text);
}
