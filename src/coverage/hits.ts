/** Finds the items that one exchange exercised. */

import { isDeepStrictEqual } from 'node:util';
import type { Contract, Operation, Response } from '../contract/contract.ts';
import { documentedResponse } from '../contract/document/documented-response.ts';
import { showsFailure } from '../contract/document/failure-labels.ts';
import { decodeParameters, type Parameter } from '../contract/parameters/decode.ts';
import { decodeForm } from '../contract/parameters/form-body.ts';
import { parsePairs } from '../contract/parameters/query-pairs.ts';
import type { CoercionType } from '../contract/schema/coercion-types.ts';
import type { Label } from '../contract/schema/examples.ts';
import { isObject } from '../core/is-object.ts';
import { mediaTypeEssence } from '../core/media-type.ts';
import { splitTarget } from '../core/url-parts.ts';
import type { Failure, Reply } from '../core/vendor.ts';
import { documentedErrors } from './coverable-items.ts';
import { bodyPath, type Item, queryPath, valueName } from './item.ts';
import { pageEdges } from './page-edges.ts';
import { queryFields } from './query-fields.ts';

/** What coverage needs to know of an exchange. */
export interface CoveredExchange {
  readonly request: {
    readonly method: string;
    /** With the query. */
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
  readonly reply: Reply;
  /** Whether the emulator refused the request, not the vendor. */
  readonly refused: boolean;
  readonly failure: Failure | undefined;
}

/** Leaves out default values, because no test sent them. */
const asSent = (parameters: readonly Parameter[]): readonly Parameter[] =>
  parameters
    .filter((parameter) => parameter.in === 'query' || parameter.in === 'querystring')
    .map((parameter) => ({ ...parameter, required: false, default: () => undefined }));

function queryOf({ parameters }: Operation, { request }: CoveredExchange): Readonly<Record<string, unknown>> {
  const queryText = splitTarget(request.path).query;
  const parsed = parsePairs(queryText);
  if (!('pairs' in parsed)) return {};
  const { pairs } = parsed;
  const sent = { path: {}, query: pairs, queryText, headers: request.headers };
  const { query } = decodeParameters(asSent(parameters), sent);
  const whole = parameters.find((parameter) => parameter.in === 'querystring');
  const fields = whole && query[whole.name];
  return isObject(fields) ? fields : query;
}

function bodyOf(
  { body }: Operation,
  { request }: CoveredExchange,
): readonly [unknown, CoercionType] | undefined {
  const mediaType = mediaTypeEssence(request.headers['content-type'] ?? '');
  const content = body?.content.find((one) => one.mediaType === mediaType) ?? body?.content[0];
  if (content === undefined || request.body === '') return undefined;
  if (mediaType === 'application/x-www-form-urlencoded') {
    const parsed = parsePairs(request.body);
    return 'pairs' in parsed
      ? [decodeForm(parsed.pairs, content.shape, content.encodings), content.shape]
      : undefined;
  }
  try {
    return [JSON.parse(request.body), content.shape];
  } catch {
    return undefined;
  }
}

function* sentIn(operation: string, value: unknown, shape: CoercionType, path: string): Iterable<Item> {
  if (shape.values().includes(value)) yield { operation, kind: 'value', name: valueName(path, value) };
  if (Array.isArray(value)) {
    const items = shape.items();
    for (const element of value)
      if (items !== undefined) yield* sentIn(operation, element, items, `${path}[]`);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, part] of Object.entries(value)) {
      const inside = shape.property(name);
      if (inside === undefined) continue;
      yield { operation, kind: 'property', name: bodyPath(path, name) };
      yield* sentIn(operation, part, inside, bodyPath(path, name));
    }
  }
}

const exampleValue = ({ content }: Response, { name }: Label): unknown =>
  content.flatMap((one) => one.examples()).find((example) => example.name === name)?.value;

function* replied({ id, responses }: Operation, { reply, failure }: CoveredExchange): Iterable<Item> {
  const response = documentedResponse(responses, reply.status);
  if (response === undefined) return;
  yield { operation: id, kind: 'reply', name: response.status };
  const errors = documentedErrors(response);
  const shown = failure === undefined ? [] : showsFailure([...errors.values()].flat(), failure);
  for (const [name, examples] of errors) {
    const hit = examples.some(
      (example) =>
        shown.includes(example) ||
        (example.failures.length === 0 && isDeepStrictEqual(exampleValue(response, example), reply.body)),
    );
    if (hit) yield { operation: id, kind: 'error', name };
  }
}

/** @returns items, of which some may be repeated */
export function* hitsOf(
  contract: Contract,
  operation: Operation | undefined,
  seen: CoveredExchange,
): Iterable<Item> {
  const { status, body } = seen.reply;
  if (!seen.refused && (status === 429 || seen.failure?.kind === 'rate_limited'))
    yield { operation: null, kind: 'limit', name: 'rate-limit reply' };
  if (operation === undefined) return;
  const { id } = operation;
  yield { operation: id, kind: 'operation', name: id };
  const query = queryOf(operation, seen);
  for (const { name, shape } of queryFields(operation)) {
    if (query[name] === undefined) continue;
    yield { operation: id, kind: 'parameter', name };
    const allowed = [...shape.values(), ...(shape.items()?.values() ?? [])];
    for (const value of [query[name]].flat())
      if (allowed.includes(value))
        yield { operation: id, kind: 'value', name: valueName(queryPath(name), value) };
  }
  const sent = bodyOf(operation, seen);
  if (sent !== undefined) yield* sentIn(id, ...sent, '');
  if (seen.refused || status === 0) return;
  yield* replied(operation, seen);
  for (const [name, met] of pageEdges(contract, operation))
    if (met({ query, status, body })) yield { operation: id, kind: 'page', name };
}
