/** Text inside HTML and XML. */

/** Replaces what neither can hold, not even escaped: control characters and lone surrogates. */
export const replaceUnprintable = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids exactly these
  text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');

/** Escapes a text for HTML, also between quotes. */
export const escapeHtml = (text: string): string =>
  replaceUnprintable(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
