/** The folder of a recording: a line of JSON for each exchange, and a file for each different body. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createToken } from '../core/ids.ts';
import { isObject } from '../core/is-object.ts';
import type { RecordedExchange, ScrubbedExchange } from './recorded-exchange.ts';
import { RecordingError } from './recording-error.ts';

const FORMAT = 1;
const HEAD = 'recording.json';
const LINES = 'exchanges.ndjson';

const hashOf = (body: string): string => createHash('sha256').update(body).digest('hex');

const bodyFile = (folder: string, hash: string): string => join(folder, 'bodies', hash.slice(0, 2), hash);

const codeOf = (cause: unknown): string => (cause as NodeJS.ErrnoException).code ?? (cause as Error).message;

/**
 * Opens a folder for recording; it is made when there is none.
 *
 * @returns the recording's own name, and how many exchanges it has
 * @throws {RecordingError} for a folder with something else in it
 */
export function openRecordingFolder(folder: string): { readonly id: string; readonly count: number } {
  try {
    if (existsSync(join(folder, HEAD))) return { id: readHead(folder), count: readExchanges(folder).length };
    mkdirSync(folder, { recursive: true });
    if (readdirSync(folder).length > 0)
      throw new RecordingError(`${folder} is not empty and not a recording; name another folder`);
    const id = createToken();
    writeFileSync(join(folder, HEAD), `${JSON.stringify({ format: FORMAT, id })}\n`);
    writeFileSync(join(folder, LINES), '');
    return { id, count: 0 };
  } catch (cause) {
    if (cause instanceof RecordingError) throw cause;
    throw new RecordingError(`cannot record to ${folder}: ${codeOf(cause)}`);
  }
}

function readHead(folder: string): string {
  let head: unknown;
  try {
    head = JSON.parse(readFileSync(join(folder, HEAD), 'utf8'));
  } catch {
    throw new RecordingError(`${folder} is not a recording: ${HEAD} is missing or not JSON`);
  }
  if (!isObject(head) || head.format !== FORMAT || typeof head.id !== 'string')
    throw new RecordingError(
      `${join(folder, HEAD)} is of another format than ${FORMAT}; use the version that made it`,
    );
  return head.id;
}

/** Adds one exchange. @throws {Error} for a disk that takes nothing more */
export async function appendExchange(
  folder: string,
  id: string,
  { exchange, requestBody, replyBody }: ScrubbedExchange,
): Promise<void> {
  const request = { ...exchange.request, body: await keepBody(folder, requestBody) };
  const reply = { ...exchange.reply, body: await keepBody(folder, replyBody) };
  const line: RecordedExchange = { id, ...exchange, request, reply };
  await appendFile(join(folder, LINES), `${JSON.stringify(line)}\n`);
}

async function keepBody(folder: string, body: string | undefined): Promise<string | null> {
  if (body === undefined) return null;
  const hash = hashOf(body);
  const file = bodyFile(folder, hash);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, body, { flag: 'wx' }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EEXIST') throw cause;
  });
  return hash;
}

/** @throws {RecordingError} for a folder that is no recording, or a broken line in it */
export function readExchanges(folder: string): readonly RecordedExchange[] {
  readHead(folder);
  const file = join(folder, LINES);
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    if (line === '') return [];
    try {
      return [JSON.parse(line) as RecordedExchange];
    } catch {
      // The process ended while it wrote the last line.
      if (index === lines.length - 1) return [];
      throw new RecordingError(`${file}:${index + 1} is not JSON; remove the line`);
    }
  });
}

/** @throws {RecordingError} for a body that is missing or was changed */
export function readRecordedBody(folder: string, hash: string): string {
  const file = bodyFile(folder, /^[0-9a-f]{64}$/.test(hash) ? hash : '');
  let body: string;
  try {
    body = readFileSync(file, 'utf8');
  } catch {
    throw new RecordingError(
      `${folder} has no body ${hash}; record again, or remove the exchange that names it`,
    );
  }
  if (hashOf(body) !== hash)
    throw new RecordingError(`${file} was changed after it was recorded; restore it`);
  return body;
}
