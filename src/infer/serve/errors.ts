/**
 * Error replies, with the status and body that the document describes. If it describes none, the reply is our own.
 */
import type { Contract, Operation } from '../../contract/contract.ts';
import { documentedResponse } from '../../contract/document/documented-response.ts';
import { GenerationError, generateReply } from '../../contract/generate-reply.ts';
import type { CoercionType } from '../../contract/schema/coercion-types.ts';
import { refusal, renderRefusal } from '../../core/emulator-error.ts';
import { isObject } from '../../core/is-object.ts';
import { isJsonMediaType, mediaTypeEssence } from '../../core/media-type.ts';
import { addReason } from '../../core/reason-header.ts';
import type { Failure, FailureContext, Reply, Request } from '../../core/vendor.ts';
import { findName, plainName } from '../naming.ts';
import type { ErrorTemplate, ErrorTemplates } from './error-templates.ts';
import { type FailureMessage, failureMessage } from './failure-messages.ts';
import { SOURCE_HEADER } from './reply.ts';
import { statusWord } from './status-words.ts';

/** The status that the document gives the failure; the most usual one where it has only `default` for it. */
function statusFor({ responses }: Operation, { statuses }: FailureMessage): number | undefined {
  const own = statuses.find((status) => {
    const found = documentedResponse(responses, status);
    return found !== undefined && found.status !== 'default';
  });
  const hasDefault = responses.some(({ status }) => status === 'default');
  return own ?? (hasDefault && responses.length > 1 ? statuses[0] : undefined);
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

/** The property for the message, by its name: a text without an `enum`. */
function placeIn(shape: CoercionType | undefined): string | undefined {
  const names = (shape?.names() ?? []).filter((name) => {
    const inner = shape?.property(name);
    return inner?.types.includes('string') === true && inner.values().length === 0;
  });
  return findName(names, SAYS);
}

/** Errors are described by objects and lists to this depth. */
const MAX_DEPTH = 6;

/** The body with our message in the best property for it, and with the status where it has a property for it. */
function inWords(
  body: unknown,
  what: FailureMessage,
  status: number,
  shape: CoercionType | undefined,
  depth = 0,
): unknown {
  if (depth > MAX_DEPTH) return body;
  if (Array.isArray(body)) {
    const items = shape?.items();
    const isTexts = items?.types.includes('string') === true && items.values().length === 0;
    if (isTexts) return [what.words];
    const [part] = body.length > 0 ? body : items?.types.includes('object') === true ? [{}] : [];
    return part === undefined ? body : [inWords(part, what, status, items, depth + 1)];
  }
  if (!isObject(body)) return body;
  const place = SAYS.find((word) =>
    Object.entries(body).some(([name, value]) => plainName(name) === word && typeof value === 'string'),
  );
  // An error has a message if its contract has a property for one, even an optional one.
  const unsaid = place === undefined ? placeIn(shape) : undefined;
  const said = unsaid === undefined || Object.hasOwn(body, unsaid) ? body : { ...body, [unsaid]: '' };
  return Object.fromEntries(
    Object.entries(said).map(([name, value]) => {
      const inner = shape?.property(name);
      const choices = inner?.values() ?? [];
      if (choices.length > 0 && typeof value === 'string')
        return [name, statusWord(what.name, choices) ?? value];
      if (plainName(name) === place || name === unsaid) return [name, what.words];
      if (STATUS.includes(plainName(name)) && typeof value === 'number') return [name, status];
      return [name, typeof value === 'object' ? inWords(value, what, status, inner, depth + 1) : value];
    }),
  );
}

/** Says the cause in `x-vendouble-reason` if the body has no place for it. */
const withReason = (reply: Reply, { words }: FailureMessage): Reply =>
  JSON.stringify(reply.body)?.includes(JSON.stringify(words).slice(1, -1)) === true
    ? reply
    : addReason(reply, words);

const ours = (
  { name, statuses, words }: FailureMessage,
  headers: Readonly<Record<string, string>> = {},
): Reply => {
  const reply = renderRefusal(
    refusal(
      name.toUpperCase(),
      statuses[0] ?? 500,
      `${words}; the document has no reply for this, so this one is vendouble's own`,
    ),
  );
  return { ...reply, headers: { ...reply.headers, ...headers } };
};

/** A failure to answer with a response of the contract. */
interface DocumentedFailure {
  readonly contract: Contract;
  readonly operation: Operation;
  readonly request: Request;
  readonly status: number;
  readonly what: FailureMessage;
  /** Generated data depends on it. */
  readonly seed: string;
}

/** The reply that the contract documents for this status: its example, or a generated one with our message. */
function documented({ contract, operation, request, status, what, seed }: DocumentedFailure): Reply {
  const asked: Request = { ...request, headers: { prefer: `code=${status}` } };
  const { example, body, headers } = generateReply(operation, asked, contract.schemas, seed);
  const { 'preference-applied': _applied, ...kept } = headers ?? {};
  const source = (from: string): Readonly<Record<string, string>> => ({
    ...kept,
    [SOURCE_HEADER]: from,
  });
  if (body === undefined) return withReason({ status, headers: kept }, what);
  const value: unknown =
    typeof body === 'string' && isJsonMediaType(mediaTypeEssence(kept['content-type'] ?? ''))
      ? JSON.parse(body)
      : body;
  if (example && !what.particular)
    return withReason({ status, headers: source('example'), body: value }, what);
  const content = documentedResponse(operation.responses, status)?.content.find(({ mediaType }) =>
    /json|\*/.test(mediaType),
  );
  const schema = content?.schema;
  const worded = inWords(value, what, status, content?.shape);
  const sound = schema === undefined || schema.check(worded).length === 0;
  const said = sound ? worded : value;
  return withReason({ status, headers: source(example ? 'example' : 'generated'), body: said }, what);
}

/**
 * Creates the function that renders failures.
 *
 * @param templates the document's own replies to failures
 */
export function createErrorRenderer(
  contract: Contract,
  templates: ErrorTemplates,
): (failure: Failure, context: FailureContext) => Reply {
  const operations = new Map(contract.operations.map((operation) => [operation.id, operation]));
  return (failure, { request, operation: id, ids }) => {
    const what = failureMessage(failure);
    const operation = id === undefined ? undefined : operations.get(id);
    const template: ErrorTemplate | undefined = templates(operation?.id, what.name);
    if (template !== undefined) return template(what);
    const status = operation && statusFor(operation, what);
    if (operation === undefined || status === undefined) return ours(what);
    try {
      return documented({ contract, operation, request, status, what, seed: ids.hex(16) });
    } catch (cause) {
      if (cause instanceof GenerationError) return ours(what);
      throw cause;
    }
  };
}
