/** Makes the reply of an operation that has no handler: an example of the contract, or data that fits its schema. */
import { seedOf } from '../core/ids.ts';
import { isJsonMediaType } from '../core/media-type.ts';
import { addReason } from '../core/reason-header.ts';
import type { Headers, Reply, Request } from '../core/vendor.ts';
import type { Content, Response } from './content.ts';
import { negotiatedName, preferredContent } from './content-negotiation.ts';
import type { Contract } from './contract.ts';
import { documentedResponse } from './document/documented-response.ts';
import type { Operation } from './operation.ts';
import { fromJson } from './parameters/styles.ts';
import { type Preference, preferenceAppliedHeader, preferenceOf } from './prefer-header.ts';
import { generateHeaders } from './response-headers.ts';
import type { Schemas } from './schema/compile.ts';
import type { Example } from './schema/examples.ts';
import { fakeData, GenerationError, type Seed } from './schema/fake-data.ts';
import type { ItemSequence } from './sequences/sequence.ts';
import { itemCount } from './sequences/sequence-schema.ts';

export { GenerationError } from './schema/fake-data.ts';

/** The requested response, else the one with the lowest success status, else the first. */
function responseFor(operation: Operation, code: string | undefined): Response {
  const { responses } = operation;
  if (code === undefined) {
    const success =
      responses
        .filter((response) => /^2/.test(response.status))
        .toSorted((one, other) => (one.status < other.status ? -1 : 1))[0] ??
      responses.find((response) => response.status === 'default');
    const [first] = responses;
    const chosen = success ?? first;
    if (chosen === undefined)
      throw new GenerationError(500, `the contract documents no response for ${operation.id}`);
    return chosen;
  }
  const found = /^[1-5]\d\d$/.test(code) ? documentedResponse(responses, Number(code)) : undefined;
  if (found === undefined) {
    const known = responses.map((response) => response.status).join(', ');
    throw new GenerationError(
      404,
      `the contract documents no response ${code} for ${operation.id}; it has ${known}`,
    );
  }
  return found;
}

const statusOf = (response: Response, code: string | undefined): number =>
  Number(code ?? (response.status === 'default' ? '200' : response.status.replace('XX', '00')));

/** @throws {GenerationError} 406 if the client accepts none of the documented media types */
function contentFor(operation: Operation, response: Response, accept: string | undefined): Content {
  const content = preferredContent(response.content, accept);
  if (content !== undefined) return content;
  const known = response.content.map(({ mediaType }) => mediaType).join(', ');
  throw new GenerationError(
    406,
    `${operation.id} can answer with ${known}, which the Accept header excludes`,
  );
}

/** The body to send for a value. A string stays as it is, except in JSON, where it is quoted. */
function written(value: unknown, mediaType: string, { shape, writeXml }: Content): unknown {
  if (Buffer.isBuffer(value)) return value;
  if (isJsonMediaType(mediaType)) {
    if (typeof value !== 'string') return value;
    // An example of an object that was written as a text of JSON.
    const meant = shape.types.length === 0 || shape.types.includes('string') ? value : fromJson(value);
    return typeof meant === 'string' && mediaType !== 'application/json' ? JSON.stringify(meant) : meant;
  }
  if (writeXml !== undefined && typeof value !== 'string') return writeXml(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** An example exactly as the contract writes it. JSON that differs only in its layout is sent as bytes. */
const asWritten = (text: string, value: unknown, mediaType: string): unknown =>
  !isJsonMediaType(mediaType) ? text : JSON.stringify(value) === text ? value : Buffer.from(text);

/** @throws {GenerationError} 404 for the name of an example that does not exist */
function exampleFor(
  operation: Operation,
  content: Content,
  name: string | undefined,
  dynamic: boolean,
): Example | undefined {
  const examples = content.examples();
  if (name === undefined) return dynamic ? undefined : examples.find(({ sound }) => sound);
  const named = examples.find((example) => example.name === name);
  if (named !== undefined) return named;
  const known = examples.map((example) => example.name).join(', ') || 'none';
  throw new GenerationError(404, `the contract has no example ${name} for ${operation.id}; it has ${known}`);
}

/** Whether a text in JSON is right in a media type: YAML has all of JSON, and the others are lines of it. */
const holdsJson = (mediaType: string): boolean => /yaml|jsonl|jsonlines|ndjson/.test(mediaType);

/** A generated body. Only JSON, XML and plain text are generated; other types need an example in the contract. */
function generatedFor(
  operation: Operation,
  { schema, writeXml }: Content,
  mediaType: string,
  schemas: Schemas,
  seed: Seed,
): unknown {
  if (schema === undefined) return isJsonMediaType(mediaType) ? {} : '';
  const value = fakeData(schema, schemas, seed, `body for ${operation.id}`);
  if (writeXml !== undefined) return writeXml(value);
  if (isJsonMediaType(mediaType) || holdsJson(mediaType) || typeof value !== 'object') return value;
  throw new GenerationError(
    406,
    `no ${mediaType} is generated for ${operation.id}, only JSON, XML and text; ask for another type, or give its response an example in the contract`,
  );
}

/** The items of a sequence. Where each can be judged alone, all but the first are made while they are sent. */
function generatedItems(
  operation: Operation,
  { schema }: Content,
  { item, whole }: ItemSequence,
  schemas: Schemas,
  seed: Seed,
): Iterable<unknown> {
  const what = `item for ${operation.id}`;
  const count = item === undefined ? undefined : itemCount(whole);
  if (item === undefined || count === undefined) {
    const all = schema === undefined ? [] : fakeData(schema, schemas, seed, `body for ${operation.id}`);
    return Array.isArray(all) ? all : [];
  }
  const made = (index: number): unknown =>
    fakeData(item, schemas, (attempt) => seedOf(String(seed(attempt)), String(index)), what);
  const [first] = count === 0 ? [] : [made(0)];
  return (function* () {
    for (let index = 0; index < count; index++) yield index === 0 ? first : made(index);
  })();
}

interface Filled {
  readonly value: unknown;
  /** Exactly how an example is sent. */
  readonly serialized?: string;
  readonly example: boolean;
  /** What is wrong with it, if that is known. */
  readonly reason?: string;
}

/**
 * The body, from an example or generated. An example that breaks its schema is used only if no valid body can be
 * generated.
 *
 * @param lenient whether a generated body may break its schema if no other can be generated
 */
function filled(
  operation: Operation,
  content: Content,
  { example: name, dynamic = false }: Preference,
  generated: () => unknown,
  lenient: boolean,
): Filled {
  const example = exampleFor(operation, content, name, dynamic);
  if (example !== undefined) return { ...example, example: true };
  try {
    return { value: generated(), example: false };
  } catch (cause) {
    if (!(cause instanceof GenerationError)) throw cause;
    const [broken] = dynamic ? [] : content.examples();
    if (broken !== undefined) return { ...broken, example: true };
    if (cause.nearest === undefined || !lenient) throw cause;
    return { value: cause.nearest.value, example: false, reason: cause.message };
  }
}

/**
 * Makes the reply of an operation from its contract. It is the same for the same request and world.
 *
 * @param world seed for generated data, besides the request
 * @param lenient whether to send a body that breaks its schema if no other can be generated, and to say so
 * @throws {GenerationError} 404 or 406 if the contract has nothing that fits the request, 500 if nothing valid can be
 *   generated
 */
export function generateReply(
  operation: Operation,
  request: Request,
  schemas: Schemas,
  world: string,
  lenient = false,
): Reply & { readonly example: boolean } {
  const preference = preferenceOf(request);
  const response = responseFor(operation, preference.code);
  const status = statusOf(response, preference.code);
  const text = 'text' in request.body ? request.body.text : '';
  const seed: Seed = (attempt) =>
    seedOf(world, request.method, request.path, request.query, text, String(attempt));
  const headers = {
    ...generateHeaders(response.headers, schemas, seed),
    ...preferenceAppliedHeader(preference),
  };
  if (response.content.length === 0) return { status, headers, example: true };
  const content = contentFor(operation, response, request.headers.accept);
  const mediaType = negotiatedName(content.mediaType, request.headers.accept);
  const { sequence } = content;
  if (sequence !== undefined) {
    const type = (text?: string): Headers => ({
      ...headers,
      'content-type': `${mediaType}${sequence.format.parametersOf?.(text) ?? ''}`,
    });
    const { value, serialized, example } = filled(
      operation,
      content,
      preference,
      () => generatedItems(operation, content, sequence, schemas, seed),
      lenient,
    );
    const body = serialized ?? value;
    return { status, headers: type(typeof body === 'string' ? body : undefined), body, example };
  }
  const typed = mediaType === 'application/json' ? headers : { ...headers, 'content-type': mediaType };
  const { value, serialized, example, reason } = filled(
    operation,
    content,
    preference,
    () => generatedFor(operation, content, mediaType, schemas, seed),
    lenient,
  );
  const reply =
    serialized === undefined
      ? { status, headers: typed, body: written(value, mediaType, content) }
      : {
          status,
          headers: { ...typed, 'content-type': mediaType },
          body: asWritten(serialized, value, mediaType),
        };
  return { ...addReason(reply, reason ?? ''), example };
}

/**
 * Generates the reply once, so that a contract that cannot answer is reported before the first call.
 *
 * @throws {ContractError} for an operation of a built-in contract without a valid reply
 */
export function assertCanGenerate(contract: Contract, operation: Operation): void {
  const request: Request = {
    method: operation.method,
    path: operation.template,
    query: '',
    headers: {},
    body: { kind: 'none' },
    base: '',
  };
  try {
    generateReply(operation, request, contract.schemas, '');
  } catch (cause) {
    if (!(cause instanceof GenerationError)) throw cause;
    contract.flaw(operation.at, cause.message);
  }
}
