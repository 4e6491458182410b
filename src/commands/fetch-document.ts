/** Finds a document that is named on the command line: a path, or a URL that is downloaded once. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix, resolve } from 'node:path';
import { ConfigError } from '../config/config.ts';

const MAX_BYTES = 32 * 1024 * 1024;
/** How long the download may take, in milliseconds. */
const TIMEOUT = 30_000;

export const isUrl = (spec: string): boolean => /^https?:\/\//i.test(spec);

/** @throws {Error} for a status other than 2xx, or a body of more than 32 MB */
async function bodyOf(address: string): Promise<Buffer> {
  const reply = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT) });
  if (!reply.ok) throw new Error(`it answers ${reply.status}`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of reply.body ?? []) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new Error('it is larger than 32 MB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A document at an address is downloaded once; a path and the name of a vendor stay as they are. */
export const localName = async (name: string): Promise<string> => (isUrl(name) ? fetchDocument(name) : name);

/**
 * @param spec a path, or a URL with http:// or https:// from the user. Never pass a URL from a document.
 * @returns the path of the document; for a URL, that of a private copy
 * @throws {ConfigError} for a URL that cannot be downloaded
 */
export async function fetchDocument(spec: string): Promise<string> {
  if (!isUrl(spec)) return resolve(spec);
  let body: Buffer;
  try {
    body = await bodyOf(spec);
  } catch (cause) {
    const { message, cause: deeper } = cause as Error & { cause?: Error };
    throw new ConfigError(`the document ${spec} cannot be read: ${deeper?.message ?? message}`);
  }
  const name = posix.basename(new URL(spec).pathname).replace(/[^\w.-]/g, '_') || 'openapi';
  const file = join(mkdtempSync(join(tmpdir(), 'vendouble-document-')), name);
  writeFileSync(file, body, { mode: 0o600 });
  return file;
}
