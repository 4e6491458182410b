/** The inspector: the built files of `inspector/`, with a content security policy that lets them load nothing else. */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { PAGE } from '../core/package-folders.ts';
import type { Reply } from '../core/vendor.ts';

/** First segment of the URLs of its files. */
export const INSPECTOR = '__inspector';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** The page shows texts of any origin. Even if one became markup, nothing in it could run or load. */
const RULES = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': RULES,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

function filesIn(folder: string): ReadonlyMap<string, string> {
  try {
    const names = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) =>
      entry.isFile(),
    );
    return new Map(names.map(({ name, parentPath }) => [name, readFileSync(join(parentPath, name), 'utf8')]));
  } catch {
    return new Map();
  }
}

let files: ReadonlyMap<string, string> | undefined;

const UNBUILT =
  '<!doctype html><title>vendouble</title><p>The inspector is not built here: run <code>npm run inspector</code> and start again.';

/** Whether the web UI is built. */
export function hasPage(): boolean {
  files ??= filesIn(PAGE);
  return files.has('index.html');
}

/**
 * @param name of a file, without a folder
 * @returns `undefined` when there is no such file
 */
export function pageFile(name: string): Reply | undefined {
  files ??= filesIn(PAGE);
  const content = files.get(name) ?? (name === 'index.html' ? UNBUILT : undefined);
  if (content === undefined) return undefined;
  // The names of the other files contain a hash of their content.
  const caching = name === 'index.html' ? 'no-cache' : 'max-age=31536000, immutable';
  return {
    status: 200,
    headers: {
      ...HEADERS,
      'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
      'cache-control': caching,
    },
    body: content,
  };
}
