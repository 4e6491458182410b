/** Makes the reply of an operation that has no handler: an example of the contract, or data that fits its schema. */
import { createGeneratorSync, type JsonSchema } from 'json-schema-faker';
import { seedOf } from '../ids.ts';
import type { Reply, Request } from '../vendor.ts';
import type { Content, Contract, Operation, Response } from './contract.ts';
import { isObject } from './document.ts';
import type { Schemas } from './schemas.ts';

/** What a client asked for with `Prefer`, in Prism's words. */
interface Preference {
  readonly code: string | undefined;
  readonly example: string | undefined;
  readonly dynamic: boolean;
}

/** Nothing honest can be generated; the message says why and what to do. */
export class GenerationError extends Error {
  /** 404 and 406 where the client asked for what the contract does not have, 500 where the contract has nothing usable. */
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const TRIES = 5;

export function preferenceOf(header: string | undefined): Preference {
  const wishes = new Map(
    (header ?? '').split(/[,;]/).map((wish) => {
      const [name = '', value = ''] = wish.split('=', 2);
      return [name.trim().toLowerCase(), value.trim().replace(/^"(.*)"$/, '$1')] as const;
    }),
  );
  return {
    code: wishes.get('code'),
    example: wishes.get('example'),
    dynamic: wishes.get('dynamic') === 'true',
  };
}

/** The response asked for, else the first success, else the first of all. */
function responseFor(operation: Operation, code: string | undefined): Response {
  const { responses } = operation;
  if (code === undefined) {
    const success =
      responses.find((response) => /^2/.test(response.status)) ??
      responses.find((response) => response.status === 'default');
    const [first] = responses;
    const chosen = success ?? first;
    if (chosen === undefined) throw new GenerationError(500, `${operation.id} documents no response`);
    return chosen;
  }
  const found =
    responses.find((response) => response.status === code) ??
    responses.find((response) => response.status === `${code[0]}XX`) ??
    responses.find((response) => response.status === 'default');
  if (found === undefined || !/^[1-5]\d\d$/.test(code)) {
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

/** The first kind of content that the client accepts, by the order of the contract. */
function contentFor(response: Response, accept: string | undefined): Content | undefined {
  const ranges = (accept ?? '*/*').split(',').map((range) => range.split(';')[0]?.trim().toLowerCase() ?? '');
  return response.content.find(({ mediaType }) =>
    ranges.some(
      (range) => range === '*/*' || range === mediaType || range === `${mediaType.split('/')[0]}/*`,
    ),
  );
}

const MAX_SIZE = 10_000;
const SIZES = ['minLength', 'minItems', 'minProperties'];

/** The first lower bound in a schema, references followed, that would take the generator seconds and megabytes. */
function excess(schema: unknown, schemas: Schemas, seen = new Set<unknown>()): string | undefined {
  if (typeof schema !== 'object' || schema === null || seen.has(schema)) return undefined;
  seen.add(schema);
  for (const [word, value] of Object.entries(schema)) {
    if (SIZES.includes(word) && typeof value === 'number' && value > MAX_SIZE)
      return `${word} is ${value}, and at most ${MAX_SIZE} is generated`;
    const inside = excess(
      word === '$ref' && typeof value === 'string' ? schemas.resolve(value) : value,
      schemas,
      seen,
    );
    if (inside !== undefined) return inside;
  }
  return undefined;
}

function generated(
  content: Content,
  schemas: Schemas,
  seed: (attempt: number) => number,
  where: string,
): unknown {
  const { schema } = content;
  if (schema === undefined) return {};
  const tooLarge = excess(schema.source, schemas);
  if (tooLarge !== undefined)
    throw new GenerationError(500, `no body is generated for ${where}: ${tooLarge}`);
  let problem = '';
  for (let attempt = 0; attempt < TRIES; attempt++) {
    try {
      const generator = createGeneratorSync({
        seed: seed(attempt),
        maxDepth: 8,
        maxItems: 5,
        refDepthMax: 3,
        resolveJsonPath: false,
        refResolver: (reference) => schemas.resolve(reference) as JsonSchema,
      });
      const value = generator.generate(schema.source as JsonSchema);
      const [broken] = schema.check(value);
      if (broken === undefined) return value;
      problem = `${broken.pointer} ${broken.message}`;
    } catch (cause) {
      problem = (cause as Error).message;
    }
  }
  throw new GenerationError(
    500,
    `no valid body can be generated for ${where} (${problem.trim()}); give its response an example in the contract`,
  );
}

/**
 * @param world what the bytes depend on besides the request
 * @throws {GenerationError} where the contract has nothing that fits
 */
export function generateReply(
  operation: Operation,
  request: Request,
  schemas: Schemas,
  world: string,
): Reply & { readonly example: boolean } {
  const { code, example, dynamic } = preferenceOf(request.headers.prefer);
  const response = responseFor(operation, code);
  const status = statusOf(response, code);
  const applied = [code && `code=${code}`, example && `example=${example}`, dynamic && 'dynamic=true']
    .filter(Boolean)
    .join(', ');
  const preference: Record<string, string> = applied === '' ? {} : { 'preference-applied': applied };
  if (response.content.length === 0) return { status, headers: preference, example: true };
  const content = contentFor(response, request.headers.accept);
  if (content === undefined) {
    throw new GenerationError(
      406,
      `${operation.id} can answer with ${response.content.map(({ mediaType }) => mediaType).join(', ')}, which the Accept header excludes`,
    );
  }
  const mediaType = content.mediaType.includes('*') ? 'application/json' : content.mediaType;
  const isJson = /[/+]json$/.test(mediaType);
  const headers = {
    ...preference,
    ...(isJson && mediaType === 'application/json' ? {} : { 'content-type': mediaType }),
  };
  const sent = (value: unknown): unknown =>
    mediaType === 'application/json'
      ? value
      : isJson || isObject(value)
        ? JSON.stringify(value)
        : String(value);

  const examples = content.examples();
  const named = examples.find(({ name }) => name === example);
  if (example !== undefined && named === undefined) {
    throw new GenerationError(
      404,
      `the contract has no example ${example} for ${operation.id}; it has ${examples.map(({ name }) => name).join(', ') || 'none'}`,
    );
  }
  const [first] = examples;
  const chosen = named ?? (dynamic ? undefined : first);
  if (chosen !== undefined) return { status, headers, body: sent(chosen.value), example: true };
  const seed = (attempt: number): number =>
    seedOf(
      world,
      request.method,
      request.path,
      request.query,
      'text' in request.body ? request.body.text : '',
      String(attempt),
    );
  return { status, headers, body: sent(generated(content, schemas, seed, operation.id)), example: false };
}

/**
 * Tries what would have to be generated, so that what cannot be answered is told before anybody asks.
 *
 * @throws {ContractError} for an operation without a valid reply
 */
export function assertGenerable(contract: Contract, operation: Operation): void {
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
    if (cause instanceof GenerationError) throw contract.error(operation.at, cause.message);
    throw cause;
  }
}
