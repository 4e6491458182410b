/** A document as it is named on the command line: a path, or an address that is read this one time. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix, resolve } from 'node:path';
import { ConfigError } from '../config/config.ts';

const MAX_BYTES = 32 * 1024 * 1024;
/** How long an address may take to answer, in milliseconds. */
const PATIENCE = 30_000;

export const isUrl = (spec: string): boolean => /^https?:\/\//i.test(spec);

/** The body, as far as it is not too long. */
async function bodyOf(address: string): Promise<Buffer> {
  const reply = await fetch(address, { signal: AbortSignal.timeout(PATIENCE) });
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

/**
 * @param spec a path, or an address that begins with http:// or https://, as a person gave it: never one that a
 * document names
 * @returns the path of a file, which for an address is a private copy that messages can point into
 * @throws {ConfigError} for an address that gives no document
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
