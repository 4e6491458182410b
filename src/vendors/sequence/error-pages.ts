/** The error pages of Express 4 in production. */
import type { Reply } from '../../core/vendor.ts';

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  413: 'Payload Too Large',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
};

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

const page = (status: number, words: string): Reply => ({
  status,
  headers: {
    'content-security-policy': "default-src 'none'",
    'x-content-type-options': 'nosniff',
    'content-type': 'text/html; charset=utf-8',
  },
  body: `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n<body>\n<pre>${escaped(words)}</pre>\n</body>\n</html>\n`,
});

export const errorPage = (status: number): Reply => page(status, TITLES[status] ?? 'Error');

/** Characters that are not valid in a URL, and percent signs that do not start an escape. */
const UNENCODED = /[^\x21\x23-\x3b\x3d\x3f-\x5f\x61-\x7a\x7c\x7e]|%(?![0-9a-f]{2})/gi;

/** @param path as it was sent, still percent-encoded */
export const noRoute = (method: string, path: string): Reply =>
  page(404, `Cannot ${method} ${path.replace(UNENCODED, encodeURIComponent)}`);
