/** Turns an observed call into an interaction of a version 4 pact. */

import type { Operation } from '../contract/contract.ts';
import { documentedResponse } from '../contract/document/documented-response.ts';
import type { Schemas } from '../contract/schema/compile.ts';
import { validatePartial } from '../contract/schema/validate-partial.ts';
import { isObject } from '../core/is-object.ts';
import { isJsonMediaType, mediaTypeEssence, mediaTypeParameter } from '../core/media-type.ts';
import { splitTarget } from '../core/url-parts.ts';
import { redactBody, redactHeaders, redactPath, type SecretNames } from '../journal/redact.ts';
import { contentFor } from '../pipeline/validate.ts';
import { generateMatchers, type MatchedExample } from './generate-matchers.ts';
import { MULTIPART, writeMultipart } from './multipart-body.ts';
import type { StateParameters } from './state-names.ts';

/** What an interaction needs to know of a call. */
export interface ObservedCall {
  readonly description: string;
  readonly states: readonly { readonly name: string; readonly params?: StateParameters }[];
  readonly operation: Operation;
  readonly schemas: Schemas;
  readonly secretNames: SecretNames;
  readonly request: {
    readonly method: string;
    /** With the query. */
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
  readonly reply: {
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>> | undefined;
    readonly body?: unknown;
  };
}

type Json = Readonly<Record<string, unknown>>;

/** Headers of the connection, which are not part of the call. */
const TRANSPORT =
  /^(?:host|connection|content-length|transfer-encoding|keep-alive|user-agent|accept-encoding|accept-language|origin|referer|te|trailer|upgrade|expect|cookie|sec-.*|x-forwarded-.*|x-vendouble-.*)$/;

const fromState = (name: string): Json => ({
  type: 'ProviderState',
  // A verifier inserts the value that the provider state returned.
  expression: `\${${name}}`,
  dataType: 'STRING',
});

const wrapped = (content: unknown, contentType: string): Json => ({ content, contentType, encoded: false });

function bodyOf(text: string, contentType: string): Json {
  const hidden = redactBody(text, contentType);
  const boundary = mediaTypeParameter(contentType, 'boundary');
  // The journal keeps the fields like those of another form.
  if (mediaTypeEssence(contentType) === MULTIPART && boundary !== undefined)
    return wrapped(writeMultipart(new URLSearchParams(hidden), boundary), contentType);
  if (!isJsonMediaType(mediaTypeEssence(contentType))) return wrapped(hidden, contentType);
  try {
    return wrapped(JSON.parse(hidden), contentType);
  } catch {
    // A body that is not JSON is sent byte by byte.
    return { content: Buffer.from(hidden).toString('base64'), contentType, encoded: 'base64' };
  }
}

function requestOf({ request: { method, path, headers, body }, secretNames }: ObservedCall): Json {
  const kept = Object.entries(headers).filter(([name]) => !TRANSPORT.test(name));
  const hidden = redactHeaders(Object.fromEntries(kept), secretNames);
  const secret = kept.flatMap(([name, value]) => (hidden[name] === value ? [] : [name]));
  const pairs = [...new URLSearchParams(splitTarget(redactPath(path, secretNames)).query)];
  const query = Object.fromEntries(
    [...Map.groupBy(pairs, ([name]) => name)].map(([name, values]) => [
      name,
      values.map(([, value]) => value),
    ]),
  );
  return {
    method,
    path: splitTarget(path).path,
    ...(pairs.length === 0 ? {} : { query }),
    headers: Object.fromEntries(Object.entries(hidden).map(([name, value]) => [name, [value]])),
    ...(body === '' ? {} : { body: bodyOf(body, headers['content-type'] ?? 'application/json') }),
    ...(secret.length === 0
      ? {}
      : { generators: { header: Object.fromEntries(secret.map((name) => [name, fromState(name)])) } }),
  };
}

function replyOf({ operation, schemas, reply }: ObservedCall): Json {
  const { status, headers, body } = reply;
  if (body === undefined) return { status };
  const contentType = headers?.['content-type'] ?? 'application/json';
  const mediaType = mediaTypeEssence(contentType);
  const shown = { headers: { 'content-type': [mediaType] } };
  if (!isJsonMediaType(mediaType)) return { status, ...shown, body: wrapped(body, mediaType) };
  const value: unknown =
    typeof body === 'string' && headers?.['content-type'] !== undefined ? JSON.parse(body) : body;
  const response = documentedResponse(operation.responses, status);
  const content = response && contentFor(response.content, mediaType);
  const checked =
    content?.schema === undefined
      ? { findings: [], described: new Map() }
      : validatePartial(content.schema, schemas, value);
  const { example, rules }: MatchedExample = generateMatchers(value, checked);
  return {
    status,
    ...shown,
    body: wrapped(masked(example), mediaType),
    ...(Object.keys(rules).length === 0 ? {} : { matchingRules: { body: rules } }),
  };
}

const masked = (example: unknown): unknown =>
  isObject(example) ? JSON.parse(redactBody(JSON.stringify(example), 'application/json')) : example;

export function toInteraction(observed: ObservedCall): Json {
  const { description, states } = observed;
  return {
    type: 'Synchronous/HTTP',
    description,
    pending: false,
    ...(states.length === 0 ? {} : { providerStates: states }),
    request: requestOf(observed),
    response: replyOf(observed),
  };
}
