/** Failures as the document describes them: its status, its body. Where it describes none, they are ours. */
import type { Contract, Operation, Response } from '../../contract/contract.ts';
import { GenerationError, generateReply } from '../../contract/generate.ts';
import { refusal, renderRefusal } from '../../refusal.ts';
import type { Failure, FailureContext, Issue, Reply, Request } from '../../vendor.ts';
import { plain } from '../words.ts';
import { isFields } from './fields.ts';
import type { Template, Templates } from './templates.ts';

/** A failure as it is answered. */
export interface Told {
  /** As `x-vendouble-errors` calls it. */
  readonly name: string;
  /** That say this, the fittest first. */
  readonly statuses: readonly number[];
  readonly words: string;
  /** Whether an example of the contract would say something about another request. */
  readonly particular: boolean;
}

const told = (name: string, statuses: readonly number[], words: string, particular = false): Told => ({
  name,
  statuses,
  words,
  particular,
});

const issueWords = ({ in: where, pointer, message }: Issue): string => `${where}${pointer} ${message}`.trim();

function domain(code: string, params: Readonly<Record<string, unknown>>): Told {
  switch (code) {
    case 'missing':
      return told('missing', [404, 410], `there is no such record among ${params.resource}`);
    case 'duplicate':
      return told(
        'duplicate',
        [409],
        `a record with the same identifier or name is among ${params.resource} already`,
      );
    case 'cursor':
      return told(
        'invalid_request',
        [422, 400],
        `the query parameter ${params.parameter} names no place in the list`,
        true,
      );
    case 'unsupported':
      return told(
        'unsupported',
        [501],
        'the body is no object, and only whole objects and their properties are kept',
      );
    default:
      throw new Error(`there are no words for ${code}`);
  }
}

export function tell(failure: Failure): Told {
  switch (failure.kind) {
    case 'route_not_found':
      return told('route_not_found', [404], `the document describes no path ${failure.path}`);
    case 'method_not_allowed':
      return told('method_not_allowed', [405], `${failure.path} takes ${failure.allow.join(', ')}`);
    case 'malformed_body':
      return told('malformed_body', [400, 422], `the body is not well-formed: ${failure.reason}`, true);
    case 'body_too_large':
      return told('body_too_large', [413, 400], `the body is larger than ${failure.limit} bytes`);
    case 'unsupported_media_type':
      return told(
        'unsupported_media_type',
        [415, 400, 422],
        `the body cannot be ${failure.mediaType || 'of an unknown type'}`,
        true,
      );
    case 'unauthenticated':
      return told(
        'unauthenticated',
        failure.reason === 'insufficient' ? [401, 403] : [401],
        failure.reason === 'missing' ? 'no credential was sent' : 'the credential does not open this',
      );
    case 'forbidden':
      return told('forbidden', [403], failure.reason);
    case 'invalid_request':
      return told('invalid_request', [422, 400], failure.issues.map(issueWords).join('; '), true);
    case 'rate_limited':
      return told('rate_limited', [429], 'too many requests; try again later');
    case 'injected':
      return told('injected', [failure.status], 'a fault was asked for');
    case 'domain':
      return domain(failure.code, failure.params);
    default: {
      const unknown: never = failure;
      return unknown;
    }
  }
}

const documents = ({ responses }: Operation, status: number): Response | undefined =>
  responses.find((response) => response.status === String(status)) ??
  responses.find((response) => response.status === `${Math.floor(status / 100)}XX`);

/** The status by which the document says this; that of `default` where it has no other. */
function statusFor(operation: Operation, { statuses }: Told): number | undefined {
  const exact = statuses.find((status) => documents(operation, status) !== undefined);
  const any = operation.responses.some(({ status }) => status === 'default');
  return exact ?? (any && operation.responses.length > 1 ? statuses[0] : undefined);
}

const SAYS = [
  'message',
  'detail',
  'description',
  'errormessage',
  'errordescription',
  'reason',
  'error',
  'msg',
  'text',
  'title',
];
const STATUS = ['status', 'statuscode', 'code', 'httpstatus'];

/** The body with our words in the best of its places for words, and the status where it has one for it. */
function inWords(body: unknown, words: string, status: number, depth = 0): unknown {
  if (depth > 2) return body;
  if (Array.isArray(body)) return body.slice(0, 1).map((part) => inWords(part, words, status, depth + 1));
  if (!isFields(body)) return body;
  const place = SAYS.find((word) =>
    Object.entries(body).some(([name, value]) => plain(name) === word && typeof value === 'string'),
  );
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => {
      if (plain(name) === place) return [name, words];
      if (STATUS.includes(plain(name)) && typeof value === 'number') return [name, status];
      return [name, typeof value === 'object' ? inWords(value, words, status, depth + 1) : value];
    }),
  );
}

const ours = ({ name, statuses, words }: Told, headers: Readonly<Record<string, string>> = {}): Reply => {
  const reply = renderRefusal(
    refusal(
      name.toUpperCase(),
      statuses[0] ?? 500,
      `${words}; the document has no reply for this, so this one is vendouble's own`,
    ),
  );
  return { ...reply, headers: { ...reply.headers, ...headers } };
};

/** The reply that the contract documents with this status: its example, or one made up around our words. */
function documented(
  contract: Contract,
  operation: Operation,
  request: Request,
  status: number,
  what: Told,
  seed: string,
): Reply {
  const asked: Request = { ...request, headers: { prefer: `code=${status}` } };
  const { example, body, headers } = generateReply(operation, asked, contract.schemas, seed);
  const { 'preference-applied': _applied, ...kept } = headers ?? {};
  const source = (from: string): Readonly<Record<string, string>> => ({
    ...kept,
    'x-vendouble-source': from,
  });
  if (body === undefined) return { status, headers: kept };
  const value: unknown =
    typeof body === 'string' && /json/.test(kept['content-type'] ?? '') ? JSON.parse(body) : body;
  if (example && !what.particular) return { status, headers: source('example'), body: value };
  const worded = inWords(value, what.words, status);
  const schema = documents(operation, status)?.content.find(({ mediaType }) =>
    /json|\*/.test(mediaType),
  )?.schema;
  const sound = schema === undefined || schema.check(worded).length === 0;
  return { status, headers: source(example ? 'example' : 'generated'), body: sound ? worded : value };
}

/** @param templates what a person says of failures, by operation; an empty name stands for all of them */
export function createErrors(
  contract: Contract,
  templates: Templates,
): (failure: Failure, context: FailureContext) => Reply {
  const operations = new Map(contract.operations.map((operation) => [operation.id, operation]));
  return (failure, { request, operation: id, ids }) => {
    const what = tell(failure);
    const operation = id === undefined ? undefined : operations.get(id);
    const template: Template | undefined = templates(operation?.id, what.name);
    if (template !== undefined) return template(what);
    const status = operation && statusFor(operation, what);
    if (operation === undefined || status === undefined) return ours(what);
    try {
      return documented(contract, operation, request, status, what, ids.hex(16));
    } catch (cause) {
      if (cause instanceof GenerationError) return ours(what);
      throw cause;
    }
  };
}
