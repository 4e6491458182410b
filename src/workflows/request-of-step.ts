/** Makes the request of a step: its parameters and body, encoded as the operation describes them. */
import type { Operation } from '../contract/contract.ts';
import type { Parameter } from '../contract/parameters/decode.ts';
import { isObject } from '../core/is-object.ts';
import { parsePointer } from '../core/json-pointer.ts';
import { isJsonMediaType } from '../core/media-type.ts';
import { fill, fillText, type Scope, type SentRequest } from './expression.ts';
import type { Step, StepBody, StepParameter } from './workflow.ts';

/** A step cannot be done. The message gives the reason. */
export class StepError extends Error {}

export interface StepRequest extends Omit<SentRequest, 'url'> {
  /** Below the vendor, with the base path of the document and the query. */
  readonly target: string;
  readonly text: string | undefined;
}

const textOf = (value: unknown): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value);

const DELIMITERS: Readonly<Record<string, string>> = { spaceDelimited: '%20', pipeDelimited: '%7C' };

/** The pairs of a parameter in the query, encoded. */
function queryPairs(name: string, value: unknown, parameter: Parameter | undefined): readonly string[] {
  const encode = (one: unknown): string => encodeURIComponent(textOf(one));
  const { style = 'form', explode = true, json = false } = parameter ?? {};
  const pair = (key: string, one: string): string => `${encodeURIComponent(key)}=${one}`;
  if (json || typeof value !== 'object' || value === null)
    return [pair(name, encode(json ? JSON.stringify(value) : value))];
  const delimiter = DELIMITERS[style] ?? ',';
  if (Array.isArray(value))
    return explode
      ? value.map((one) => pair(name, encode(one)))
      : [pair(name, value.map(encode).join(delimiter))];
  const entries = Object.entries(value);
  if (style === 'deepObject') return entries.map(([key, one]) => pair(`${name}[${key}]`, encode(one)));
  if (explode) return entries.map(([key, one]) => pair(key, encode(one)));
  return [pair(name, entries.flat().map(encode).join(delimiter))];
}

/** A parameter of the path or a header: `a,b` for lists. */
function simple(value: unknown, parameter: Parameter | undefined, encode: (text: string) => string): string {
  const { name = '', style = 'simple', explode = false, json = false } = parameter ?? {};
  const text = (one: unknown): string => encode(textOf(one));
  if (json) return encode(JSON.stringify(value));
  const equals = explode ? '=' : ',';
  const parts = Array.isArray(value)
    ? value.map(text)
    : isObject(value)
      ? Object.entries(value).map(([key, one]) => `${encode(key)}${equals}${text(one)}`)
      : [text(value)];
  if (style === 'label') return `.${parts.join(explode ? '.' : ',')}`;
  if (style !== 'matrix') return parts.join(',');
  if (explode && isObject(value)) return `;${parts.join(';')}`;
  return explode ? parts.map((part) => `;${name}=${part}`).join('') : `;${name}=${parts.join(',')}`;
}

/** The payload with replacements made. @throws {StepError} for a pointer that leads nowhere */
function replaced(payload: unknown, pointer: string, value: unknown): unknown {
  const [name, ...others] = parsePointer(pointer);
  if (name === undefined) return value;
  const rest = pointer.slice(pointer.indexOf('/', 1));
  const inside = (old: unknown): unknown => (others.length === 0 ? value : replaced(old, rest, value));
  if (Array.isArray(payload)) return payload.with(Number(name), inside(payload[Number(name)]));
  if (!isObject(payload)) throw new StepError(`the payload has nothing at ${pointer} that could be replaced`);
  return { ...payload, [name]: inside(payload[name]) };
}

function typeOf({ contentType }: StepBody, { body }: Operation): string {
  const types = body?.content.map(({ mediaType }) => mediaType) ?? [];
  return contentType ?? types.find(isJsonMediaType) ?? types[0] ?? 'application/json';
}

/** A template of JSON: its texts are filled in, so that numbers and lists in quotes keep their type. */
function jsonOf(template: string, scope: Scope): unknown {
  try {
    return fill(JSON.parse(template), scope);
  } catch {
    try {
      return JSON.parse(fillText(template, scope));
    } catch (cause) {
      throw new StepError(`the payload is no JSON: ${(cause as Error).message}`);
    }
  }
}

function bodyOf(
  body: StepBody,
  operation: Operation,
  scope: Scope,
): { type: string; value: unknown; text: string } {
  const type = typeOf(body, operation);
  const isJson = isJsonMediaType(type);
  const template = body.payload;
  const filled =
    typeof template === 'string' && isJson && /^\s*[{[]\s*["\]}{[]/.test(template)
      ? jsonOf(template, scope)
      : fill(template, scope);
  const value = body.replacements.reduce<unknown>(
    (payload, { target, value: one }) => replaced(payload, target, fill(one, scope)),
    filled,
  );
  if (isJson) return { type, value, text: JSON.stringify(value) };
  if (typeof value === 'string') return { type, value, text: value };
  if (type !== 'application/x-www-form-urlencoded' || !isObject(value))
    throw new StepError(`a payload of type ${type} must be a text`);
  const fields = Object.entries(value).flatMap(([name, one]) =>
    (Array.isArray(one) ? one : [one]).map((item): [string, string] => [name, textOf(item)]),
  );
  return { type, value, text: new URLSearchParams(fields).toString() };
}

type Placed = readonly (readonly [StepParameter, value: unknown])[];

const valuesOf = (placed: Placed, place: StepParameter['in']): Readonly<Record<string, unknown>> =>
  Object.fromEntries(placed.filter(([one]) => one.in === place).map(([{ name }, value]) => [name, value]));

/**
 * Makes the request of a step.
 *
 * @throws {StepError} for a parameter of the path without a value, and for a payload that cannot be sent
 */
export function requestOfStep(step: Step, operation: Operation, scope: Scope): StepRequest {
  const placed: Placed = step.parameters
    .map((parameter) => [parameter, fill(parameter.value, scope)] as const)
    .filter(([, value]) => value !== undefined && value !== null);
  const described = (name: string, place: string): Parameter | undefined =>
    operation.parameters.find((one) => one.in === place && one.name === name);
  const [inPath, query, inHeader, cookies] = (['path', 'query', 'header', 'cookie'] as const).map((place) =>
    valuesOf(placed, place),
  ) as [SentRequest['path'], SentRequest['query'], SentRequest['path'], SentRequest['path']];
  const path = operation.template.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = inPath[name];
    if (value === undefined)
      throw new StepError(`the parameter ${name} of the path ${operation.template} has no value`);
    return simple(value, described(name, 'path'), encodeURIComponent);
  });
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    queryPairs(name, value, described(name, 'query')),
  );
  const body = step.body && bodyOf(step.body, operation, scope);
  const headers = Object.fromEntries([
    ...(body === undefined ? [] : [['content-type', body.type]]),
    ...Object.entries(inHeader).map(([name, value]) => [
      name.toLowerCase(),
      simple(value, described(name, 'header'), (text) => text),
    ]),
    ...(Object.keys(cookies).length === 0
      ? []
      : [
          [
            'cookie',
            Object.entries(cookies)
              .map(([name, value]) => `${name}=${encodeURIComponent(textOf(value))}`)
              .join('; '),
          ],
        ]),
  ]) as Readonly<Record<string, string>>;
  return {
    method: operation.method,
    target: `${operation.bases[0] ?? ''}${path}${pairs.length === 0 ? '' : `?${pairs.join('&')}`}`,
    path: inPath,
    query,
    headers,
    body: body?.value,
    text: body?.text,
  };
}
