/** Turns the bytes of a body into the value that the vendor judges; parsing happens once, here. */
import { MIMEType } from 'node:util';
import { parsePairs } from '../contract/decode.ts';
import { type Refusal, refusal } from '../refusal.ts';
import type { Service } from '../service.ts';
import type { Body } from '../vendor.ts';
import { inspectJson } from './json.ts';

const MAX_FIELDS = 1_000;
const MULTIPART = 'multipart/form-data';

export interface ReadBody {
  readonly body: Body;
  readonly duplicateKey?: string | undefined;
}

const DEFAULT_BODY_LIMIT = 1024 * 1024;

/** Most bytes of body that a vendor takes. */
export const limitOf = ({ vendor }: Service): number => vendor.bodyLimit ?? DEFAULT_BODY_LIMIT;

/** In strict mode nobody guesses which of two values was meant. */
export const refuseRepeated = ({ duplicateKey }: ReadBody, { strict }: Service): Refusal | undefined =>
  duplicateKey !== undefined && strict
    ? refusal(
        'DUPLICATE_KEY',
        400,
        `the key ${JSON.stringify(duplicateKey)} is repeated in the body; send it once`,
      )
    : undefined;

/** Refuses what has too many fields whole; cutting it would answer another request than the one sent. */
export function countedFields(text: string, what: 'query' | 'form'): Refusal | undefined {
  let fields = 1;
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) fields++;
  return fields > MAX_FIELDS
    ? refusal('KEYS', 400, `the ${what} has more than ${MAX_FIELDS} fields; send less`)
    : undefined;
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

interface MediaType {
  /** Lower case, without parameters; empty when the header is missing or malformed. */
  readonly essence: string;
  readonly charset: string;
}

const JSON_TYPE: MediaType = { essence: 'application/json', charset: 'utf-8' };

function mediaTypeOf(header: string | undefined): MediaType {
  if (header === 'application/json') return JSON_TYPE;
  try {
    const { essence, params } = new MIMEType(header ?? '');
    return { essence, charset: (params.get('charset') ?? 'utf-8').toLowerCase() };
  } catch {
    return { essence: '', charset: 'utf-8' };
  }
}

/**
 * @param header the `content-type` as sent
 * @returns the body, or why the emulator does not even parse it; at once, but for a form in parts
 */
export function readBody(
  bytes: Buffer | undefined,
  header: string | undefined,
): ReadBody | Refusal | Promise<ReadBody | Refusal> {
  if (bytes === undefined || bytes.length === 0) return { body: { kind: 'none' } };
  const { essence: mediaType, charset } = mediaTypeOf(header);
  if (mediaType === MULTIPART) return readParts(bytes, header ?? '');
  if (charset !== 'utf-8' && charset !== 'utf8')
    return { body: { kind: 'undecodable', mediaType: header ?? '' } };
  let text: string;
  try {
    text = strictUtf8.decode(bytes);
  } catch {
    return { body: { kind: 'malformed', mediaType, reason: 'the body is not UTF-8', text: '' } };
  }
  if (/^application\/(?:.*\+)?json$/.test(mediaType)) return readJson(text, mediaType);
  if (mediaType === 'application/x-www-form-urlencoded') return readForm(text, mediaType);
  return { body: { kind: 'other', mediaType: mediaType === '' ? (header ?? '') : mediaType, text } };
}

/** Without the piece of the body that V8 quotes, which may be a secret. */
const syntaxOf = ({ message }: Error): string =>
  message.replace(/, (?:\.\.\.)?".*"(?:\.\.\.)? is not valid JSON$/s, ' in the JSON');

function readJson(text: string, mediaType: string): ReadBody | Refusal {
  const inspection = inspectJson(text);
  if (inspection.kind === 'refused') return inspection.refusal;
  if (inspection.kind === 'malformed') return { body: { ...inspection, mediaType, text } };
  try {
    return {
      body: { kind: 'json', mediaType, value: JSON.parse(text), text },
      duplicateKey: inspection.duplicateKey,
    };
  } catch (cause) {
    return { body: { kind: 'malformed', mediaType, reason: syntaxOf(cause as Error), text } };
  }
}

function readForm(text: string, mediaType: string): ReadBody | Refusal {
  const crowded = countedFields(text, 'form');
  if (crowded !== undefined) return crowded;
  const parsed = parsePairs(text);
  if ('broken' in parsed) {
    return {
      body: { kind: 'malformed', mediaType, reason: `${parsed.broken} is not percent-encoded UTF-8`, text },
    };
  }
  return formOf(parsed.pairs, mediaType);
}

function formOf(fields: readonly (readonly [string, string])[], mediaType: string): ReadBody | Refusal {
  const forbidden = fields.find(([name]) => /(^|[[\].])(__proto__|prototype)($|[[\].])/.test(name));
  if (forbidden !== undefined)
    return refusal('FORBIDDEN_KEY', 400, `the field ${forbidden[0]} is refused in a form; rename it`);
  return { body: { kind: 'form', mediaType, fields } };
}

/** A file is a text with a character for each of its bytes; its own name is not looked at. */
async function readParts(bytes: Buffer, header: string): Promise<ReadBody | Refusal> {
  let form: FormData;
  try {
    form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': header } }).formData();
  } catch {
    const reason = 'the body is not multipart/form-data with the boundary that its content type names';
    return { body: { kind: 'malformed', mediaType: MULTIPART, reason, text: '' } };
  }
  const parts = [...form];
  if (parts.length > MAX_FIELDS)
    return refusal('KEYS', 400, `the form has more than ${MAX_FIELDS} fields; send less`);
  const fields = parts.map(
    async ([name, value]): Promise<[string, string]> => [
      name,
      typeof value === 'string' ? value : Buffer.from(await value.arrayBuffer()).toString('latin1'),
    ],
  );
  return formOf(await Promise.all(fields), MULTIPART);
}
