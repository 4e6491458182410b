/** Parses the bytes of a request body. Nothing else parses it. */
import { MIMEType } from 'node:util';
import {
  MaxPartsExceededError,
  MultipartParseError,
  type MultipartPart,
  parseMultipart,
} from '@remix-run/multipart-parser';
import { keepBrokenEscapes, parsePairs } from '../contract/parameters/query-pairs.ts';
import { type Refusal, refusal } from '../core/emulator-error.ts';
import { isFormText } from '../core/form-text.ts';
import { isFormMediaType, isJsonMediaType, isXmlMediaType } from '../core/media-type.ts';
import type { Body, LenientReading } from '../core/vendor.ts';
import type { Service } from '../services/service.ts';
import { inspectJson, type JsonLimits, OF_LENIENT_VENDORS } from './inspect-json.ts';

/** Most fields of a query or a form. */
export const MAX_FIELDS = 1_000;
const MULTIPART = 'multipart/form-data';
const FORM = 'application/x-www-form-urlencoded';

export interface ParsedBody {
  readonly body: Body;
  readonly duplicateKey?: string | undefined;
}

const DEFAULT_BODY_LIMIT = 1024 * 1024;

/** Most bytes of a body that a vendor accepts. */
export const bodyLimit = ({ vendor }: Service): number => vendor.bodyLimit ?? DEFAULT_BODY_LIMIT;

/** In strict mode a body with a repeated key is refused: it is not known which value was meant. */
export const refuseDuplicateKey = ({ duplicateKey }: ParsedBody, { strict }: Service): Refusal | undefined =>
  duplicateKey !== undefined && strict
    ? refusal(
        'DUPLICATE_KEY',
        400,
        `the key ${JSON.stringify(duplicateKey)} is repeated in the body; send it once`,
      )
    : undefined;

/** Refuses a text with too many fields. Cut to what fits, it would be another request. */
export function refuseTooManyFields(text: string, what: 'query' | 'form'): Refusal | undefined {
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

/** Whether a lenient server does not look at a body of this type. */
export const isPassedOn = (lenient: LenientReading | undefined, header: string | undefined): boolean =>
  lenient !== undefined && !lenient.mediaTypes.includes(mediaTypeOf(header).essence);

export interface ParsingRules {
  readonly json?: JsonLimits | undefined;
  /** Of the vendor. */
  readonly lenient?: LenientReading | undefined;
  /** Whether a form that is labelled as JSON is read as a form. */
  readonly mislabelledForms?: boolean | undefined;
}

/** How a service reads bodies. */
export const parsingRulesOf = ({ vendor, options }: Service): ParsingRules => ({
  lenient: vendor.lenient,
  mislabelledForms: vendor.readsMislabelledForms?.(options),
});

/** Whether bodies of a type are text. The bytes of all others become one character each, as those of a file in a form do. */
const isTextual = (mediaType: string): boolean =>
  mediaType === '' ||
  isJsonMediaType(mediaType) ||
  isXmlMediaType(mediaType) ||
  isFormMediaType(mediaType) ||
  mediaType.startsWith('text/');

const forgivingUtf8 = new TextDecoder('utf-8');
/** Skips a byte order mark. */
const utf8WithoutMark = new TextDecoder('utf-8', { fatal: true });

/**
 * @param header the `content-type` as sent
 * @param rules JSON is read by the limits of vendors when none are given
 * @returns the body, or a refusal when the emulator does not parse it
 */
export function parseBody(
  bytes: Buffer | undefined,
  header: string | undefined,
  { json, lenient, mislabelledForms }: ParsingRules = {},
): ParsedBody | Refusal {
  if (bytes === undefined || bytes.length === 0) return { body: { kind: 'none' } };
  const { essence: mediaType, charset } = mediaTypeOf(header);
  if (isPassedOn(lenient, header))
    return { body: { kind: 'other', mediaType: header ?? '', text: forgivingUtf8.decode(bytes) } };
  if (mediaType === MULTIPART) return readParts(bytes, header ?? '');
  if (charset !== 'utf-8' && charset !== 'utf8')
    return { body: { kind: 'undecodable', mediaType: header ?? '' } };
  let text: string;
  try {
    text = (lenient === undefined ? strictUtf8 : utf8WithoutMark).decode(bytes);
  } catch {
    if (!isTextual(mediaType)) return { body: { kind: 'other', mediaType, text: bytes.toString('latin1') } };
    return { body: { kind: 'malformed', mediaType, reason: 'the body is not UTF-8', text: '' } };
  }
  const limits = json ?? (lenient === undefined ? undefined : OF_LENIENT_VENDORS);
  if (isJsonMediaType(mediaType))
    return mislabelledForms === true && isFormText(text)
      ? readForm(text, FORM)
      : readJson(text, mediaType, limits);
  if (mediaType === FORM) return readForm(lenient === undefined ? text : keepBrokenEscapes(text), mediaType);
  return { body: { kind: 'other', mediaType: mediaType === '' ? (header ?? '') : mediaType, text } };
}

/** The message of a syntax error without the quoted part of the body, which may be a secret. */
const syntaxOf = ({ message }: Error): string =>
  message.replace(/, (?:\.\.\.)?".*"(?:\.\.\.)? is not valid JSON$/s, ' in the JSON');

function readJson(text: string, mediaType: string, limits?: JsonLimits): ParsedBody | Refusal {
  const inspection = inspectJson(text, limits);
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

function readForm(text: string, mediaType: string): ParsedBody | Refusal {
  const crowded = refuseTooManyFields(text, 'form');
  if (crowded !== undefined) return crowded;
  const parsed = parsePairs(text);
  if ('broken' in parsed) {
    return {
      body: { kind: 'malformed', mediaType, reason: `${parsed.broken} is not percent-encoded UTF-8`, text },
    };
  }
  return formOf({ mediaType, fields: parsed.pairs });
}

function formOf(form: Omit<Extract<Body, { kind: 'form' }>, 'kind'>): ParsedBody | Refusal {
  const forbidden = form.fields.find(([name]) => /(^|[[\].])(__proto__|prototype)($|[[\].])/.test(name));
  if (forbidden !== undefined)
    return refusal('FORBIDDEN_KEY', 400, `the field ${forbidden[0]} is refused in a form; rename it`);
  return { body: { kind: 'form', ...form } };
}

/** Type of a part that names none (RFC 7578). */
const PLAIN_TEXT = 'text/plain';

/** A file becomes a text with one character for each byte, unless it is JSON. Its name is ignored. */
function textOf(part: MultipartPart, mediaType: string): string {
  return part.isFile && !isJsonMediaType(mediaType)
    ? Buffer.from(part.bytes).toString('latin1')
    : strictUtf8.decode(part.bytes);
}

function readParts(bytes: Buffer, header: string): ParsedBody | Refusal {
  const fields: [string, string][] = [];
  const types: string[] = [];
  const sizes = { maxParts: MAX_FIELDS, maxFileSize: bytes.length, maxTotalSize: bytes.length };
  try {
    const boundary = new MIMEType(header).params.get('boundary') ?? '';
    for (const part of boundary === '' ? [] : parseMultipart(bytes, { boundary, ...sizes })) {
      if (part.name === undefined) return malformedParts('a part has no name');
      const type = mediaTypeOf(part.headers['content-type'] ?? PLAIN_TEXT).essence;
      fields.push([part.name, textOf(part, type)]);
      types.push(type);
    }
    if (boundary === '') return malformedParts(NOT_IN_PARTS);
  } catch (cause) {
    if (cause instanceof MaxPartsExceededError)
      return refusal('KEYS', 400, `the form has more than ${MAX_FIELDS} fields; send less`);
    return malformedParts(cause instanceof MultipartParseError ? NOT_IN_PARTS : 'a part is not UTF-8');
  }
  return formOf({ mediaType: MULTIPART, fields, types });
}

const NOT_IN_PARTS = 'the body is not multipart/form-data with the boundary that its content type names';

const malformedParts = (reason: string): ParsedBody => ({
  body: { kind: 'malformed', mediaType: MULTIPART, reason, text: '' },
});
