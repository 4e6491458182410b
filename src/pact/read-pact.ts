/** Reads pact files of versions 1 to 4 into one shape. What is not a call over HTTP is named and left out. */
import { readFileSync, statSync } from 'node:fs';
import { readJson } from '../contract/document/parse-json.ts';
import { isObject } from '../core/is-object.ts';
import { type FromState, valuesFromState } from './generators.ts';
import { type MatchingRule, MatchingRuleError, readMatchingRules } from './matching-rules.ts';
import { type BodySource, type PactBody, readBody } from './pact-body.ts';
import { PactError } from './pact-error.ts';

type Members = Readonly<Record<string, unknown>>;

/** What must exist before the call is made. */
export interface ProviderState {
  readonly name: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** JSON pointer into the pact file. */
  readonly pointer: string;
}

/** A request or a reply, as far as a pact describes it. */
interface Message {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: PactBody | undefined;
  /** Whether the pact asks for no body. */
  readonly isEmpty: boolean;
  readonly rules: readonly MatchingRule[];
  readonly pointer: string;
}

export interface PactRequest extends Message {
  readonly method: string;
  readonly path: string;
  /** Names and values, percent-decoded. */
  readonly query: readonly (readonly [string, string])[];
  /** What it takes from the provider state. */
  readonly fromState: readonly FromState[];
}

export interface PactReply extends Message {
  readonly status: number;
}

export interface Interaction {
  readonly description: string;
  readonly states: readonly ProviderState[];
  readonly request: PactRequest;
  readonly reply: PactReply;
  /** The consumer does not rely on it yet: a failure is reported and fails no run. */
  readonly pending: boolean;
  readonly pointer: string;
}

/** An interaction that is not a call over HTTP. */
export interface LeftOut {
  readonly description: string;
  /** Why, as the end of a sentence. */
  readonly reason: string;
  readonly pointer: string;
}

export interface Pact {
  readonly file: string;
  readonly consumer: string;
  readonly provider: string;
  readonly version: 1 | 2 | 3 | 4;
  readonly interactions: readonly Interaction[];
  readonly leftOut: readonly LeftOut[];
  /** The parsed file. */
  readonly document: Members;
  line(pointer: string): number | undefined;
}

const MAX_BYTES = 20 * 1024 * 1024;
const MAX_DEPTH = 200;

/** Whether arrays and objects lie more than `MAX_DEPTH` inside each other. */
function isTooDeep(value: unknown): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return false;
}

function textIn(file: string): string {
  try {
    if (statSync(file).size > MAX_BYTES) throw new PactError(`the pact ${file} is larger than 20 MB`);
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (cause) {
    if (cause instanceof PactError) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    throw new PactError(
      `the pact ${file} cannot be read: ${code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder; name its files' : code}`,
    );
  }
}

/** @throws {PactError} for a file that is not a pact of a known version, or has a matcher that cannot be applied */
export function readPact(file: string): Pact {
  return parsePact(textIn(file), file);
}

/** @param file its name in messages. @throws {PactError} like `readPact` */
export function parsePact(text: string, file: string): Pact {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (cause) {
    throw new PactError(`${file} is not a pact: ${(cause as Error).message}`);
  }
  if (isTooDeep(document))
    throw new PactError(`${file} is not a pact: it is nested more than ${MAX_DEPTH} levels deep`);
  const lines = readJson(text)?.line ?? (() => undefined);
  const refuse = (pointer: string, sentence: string): PactError =>
    new PactError(`${file}:${lines(pointer) ?? 1} #${pointer}: ${sentence}`);
  if (!isObject(document)) throw new PactError(`${file} is not a pact: it is not an object`);
  const consumer = nameOf(document.consumer);
  const provider = nameOf(document.provider);
  if (consumer === undefined || provider === undefined)
    throw new PactError(
      `${file} is not a pact: it has no ${consumer === undefined ? 'consumer' : 'provider'}`,
    );
  const version = versionOf(document, file);
  const listed = document.interactions ?? [];
  if (!Array.isArray(listed)) throw refuse('/interactions', 'the interactions are not a list');
  const interactions: Interaction[] = [];
  const leftOut: LeftOut[] = messagesOf(document);
  for (const [index, written] of listed.entries()) {
    const pointer = `/interactions/${index}`;
    const other = kindOtherThanHttp(written, pointer);
    if (other !== undefined) {
      leftOut.push(other);
      continue;
    }
    try {
      interactions.push(interactionOf(written, pointer, version, refuse));
    } catch (cause) {
      if (cause instanceof MatchingRuleError) throw refuse(cause.pointer, cause.message);
      throw cause;
    }
  }
  return { file, consumer, provider, version, interactions, leftOut, document, line: lines };
}

const describedAs = (written: unknown): string =>
  isObject(written) && typeof written.description === 'string' ? written.description : 'no description';

/** Version 3 keeps messages in a list of their own. */
const messagesOf = ({ messages }: Members): LeftOut[] =>
  (Array.isArray(messages) ? messages : []).map((message: unknown, index) => ({
    description: describedAs(message),
    reason: 'it is a message, not a call over HTTP',
    pointer: `/messages/${index}`,
  }));

const HTTP = 'Synchronous/HTTP';

function kindOtherThanHttp(written: unknown, pointer: string): LeftOut | undefined {
  if (!isObject(written)) return undefined;
  const { type = HTTP, transport = 'http' } = written;
  const isHttp = type === HTTP && (transport === null || /^https?$/i.test(String(transport)));
  const kind = type === HTTP ? `carried by ${transport}` : `of the type ${type}`;
  return isHttp
    ? undefined
    : { description: describedAs(written), reason: `it is ${kind}, not a call over HTTP`, pointer };
}

const nameOf = (participant: unknown): string | undefined =>
  isObject(participant) && typeof participant.name === 'string' && participant.name !== ''
    ? participant.name
    : undefined;

/** A file that does not say its version is of version 3, as Pact's own tools read it. */
function versionOf({ metadata }: Members, file: string): Pact['version'] {
  const all = isObject(metadata) ? metadata : {};
  const nested = all.pactSpecification ?? all['pact-specification'];
  const written = isObject(nested) ? nested.version : (all.pactSpecificationVersion ?? undefined);
  if (written === undefined || written === null) return 3;
  const major = /^([1234])(?:\.|$)/.exec(String(written))?.[1];
  if (major === undefined)
    throw new PactError(
      `${file} is of version ${JSON.stringify(written)} of Pact, and only versions 1 to 4 are supported`,
    );
  return Number(major) as Pact['version'];
}

type Refuse = (pointer: string, sentence: string) => PactError;

function interactionOf(
  written: unknown,
  pointer: string,
  version: Pact['version'],
  refuse: Refuse,
): Interaction {
  if (!isObject(written)) throw refuse(pointer, 'the interaction is not an object');
  const { description, request, response, pending } = written;
  if (typeof description !== 'string') throw refuse(pointer, 'the interaction has no description');
  if (!isObject(request)) throw refuse(pointer, 'the interaction has no request');
  if (!isObject(response)) throw refuse(pointer, 'the interaction has no response');
  const { method = 'GET', path = '/' } = request;
  if (typeof method !== 'string' || !/^[A-Za-z]+$/.test(method))
    throw refuse(`${pointer}/request/method`, 'the method is not an HTTP method');
  if (typeof path !== 'string' || !path.startsWith('/'))
    throw refuse(`${pointer}/request/path`, 'the path does not begin with a slash');
  const status = response.status ?? 200;
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 100 || status > 599)
    throw refuse(`${pointer}/response/status`, `${JSON.stringify(status)} is not an HTTP status`);
  return {
    description,
    states: statesOf(written, pointer, refuse),
    request: {
      ...messageOf(request, `${pointer}/request`, { side: 'request', version }, refuse),
      method: method.toUpperCase(),
      path,
      query: queryOf(request.query, `${pointer}/request/query`, refuse),
      fromState: valuesFromState(request.generators, `${pointer}/request/generators`),
    },
    reply: { ...messageOf(response, `${pointer}/response`, { side: 'reply', version }, refuse), status },
    pending: pending === true,
    pointer,
  };
}

function statesOf(written: Members, pointer: string, refuse: Refuse): readonly ProviderState[] {
  const single = written.providerState ?? written.provider_state;
  if (typeof single === 'string') return [{ name: single, params: {}, pointer: `${pointer}/providerState` }];
  const at = `${pointer}/providerStates`;
  const listed = written.providerStates ?? [];
  if (!Array.isArray(listed)) throw refuse(at, 'the provider states are not a list');
  return listed.map((state: unknown, index) => {
    if (typeof state === 'string') return { name: state, params: {}, pointer: `${at}/${index}` };
    if (!isObject(state) || typeof state.name !== 'string')
      throw refuse(`${at}/${index}`, 'the provider state has no name');
    return {
      name: state.name,
      params: isObject(state.params) ? state.params : {},
      pointer: `${at}/${index}`,
    };
  });
}

function queryOf(query: unknown, pointer: string, refuse: Refuse): PactRequest['query'] {
  if (query === undefined || query === null) return [];
  if (typeof query === 'string') return [...new URLSearchParams(query)];
  if (!isObject(query)) throw refuse(pointer, 'the query is neither a string nor an object');
  return Object.entries(query).flatMap(([name, values]) =>
    (Array.isArray(values) ? values : [values]).map((value): [string, string] => [name, String(value ?? '')]),
  );
}

function messageOf(
  written: Members,
  pointer: string,
  of: Pick<BodySource, 'side' | 'version'>,
  refuse: Refuse,
): Message {
  const headers = written.headers ?? {};
  if (!isObject(headers)) throw refuse(`${pointer}/headers`, 'the headers are no object');
  const texts = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : String(value),
    ]),
  );
  const body = readBody(written.body, { ...of, headers: texts, pointer: `${pointer}/body` }, refuse);
  return {
    headers: texts,
    body: body === 'empty' ? undefined : body,
    isEmpty: body === 'empty',
    rules: readMatchingRules(written.matchingRules, `${pointer}/matchingRules`),
    pointer,
  };
}
