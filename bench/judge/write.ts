/** Writes values as parameters, bodies and credentials of a call. */
import type { Call } from './http.ts';
import { isList, isObject, type Json, objectOf } from './json.ts';
import { isForm, isJson, isMultipart, isText } from './media.ts';
import type { Content, Operation, Parameter } from './operations.ts';
import type { Scheme } from './security.ts';

/** What a call is made of before it is written. */
export interface Given {
  readonly operation: Operation;
  readonly parameters: readonly (readonly [Parameter, Json])[];
  readonly body: { readonly content: Content; readonly value: Json } | undefined;
}

/** What is done to a call as it is written. */
export interface Bent {
  /** Another media type than the documented. */
  readonly mediaType?: string;
  readonly withoutCredentials?: boolean;
}

type Pair = readonly [name: string, value: string];

const scalar = (value: Json): string => {
  if (typeof value === 'object' && value !== null) throw new Error('a parameter cannot hold this value');
  return String(value);
};

const BETWEEN: Readonly<Record<string, string>> = {
  spaceDelimited: ' ',
  pipeDelimited: '|',
  tabDelimited: '\t',
};

/** Texts joined by what none of them holds. */
function joined(parts: readonly string[], between: string): string {
  if (parts.some((part) => part.includes(between))) throw new Error(`a value holds ${between}`);
  return parts.join(between);
}

function pairsOf({ name, style, explode, json }: Parameter, value: Json): readonly Pair[] {
  if (json) return [[name, JSON.stringify(value)]];
  if (style === 'deepObject' && isObject(value))
    return Object.entries(value).flatMap(([key, part]) =>
      (isList(part) ? part : [part]).map((one): Pair => [`${name}[${key}]`, scalar(one)]),
    );
  if (isObject(value)) {
    const entries = Object.entries(value).map(([key, part]): Pair => [key, scalar(part)]);
    return explode ? entries : [[name, joined(entries.flat(), ',')]];
  }
  if (!isList(value)) return [[name, scalar(value)]];
  if (explode) return value.map((part): Pair => [name, scalar(part)]);
  return [[name, joined(value.map(scalar), BETWEEN[style] ?? ',')]];
}

function flat(value: Json, { explode, json }: Parameter, encode: (text: string) => string): string {
  if (json) return encode(JSON.stringify(value));
  if (isList(value))
    return joined(
      value.map((part) => encode(scalar(part))),
      ',',
    );
  if (!isObject(value)) return encode(scalar(value));
  const pairs = Object.entries(value).map(([key, part]) => [encode(key), encode(scalar(part))]);
  return pairs.map((pair) => pair.join(explode ? '=' : ',')).join(',');
}

function segment(parameter: Parameter, value: Json): string {
  const text = flat(value, parameter, encodeURIComponent);
  if (text === '' || text === '.' || text === '..') throw new Error('an empty part of a path');
  if (parameter.style === 'label') return `.${text}`;
  return parameter.style === 'matrix' ? `;${encodeURIComponent(parameter.name)}=${text}` : text;
}

const query = (pairs: readonly Pair[]): string =>
  pairs.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');

const BOUNDARY = 'judge-boundary';

function part(name: string, value: Json): string {
  const type = typeof value === 'object' ? '\r\ncontent-type: application/json' : '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  const safe = name.replaceAll('"', '%22');
  return `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${safe}"${type}\r\n\r\n${text}\r\n`;
}

export const isWritable = ({ mediaType }: Content): boolean =>
  [isJson, isForm, isMultipart, isText].some((is) => is(mediaType));

function bodyOf(given: Given['body'], mediaType: string | undefined): Pick<Call, 'body'> & { type?: string } {
  if (given === undefined) return { body: undefined };
  const { content, value } = given;
  const documented = content.mediaType.includes('*') ? 'application/json' : content.mediaType;
  const type = mediaType ?? documented;
  if (isJson(documented)) return { body: JSON.stringify(value), type };
  if (isText(documented)) return { body: scalar(value), type };
  const entries = Object.entries(objectOf(value)).flatMap(([name, one]) =>
    (isList(one) ? one : [one]).map((each) => [name, each] as const),
  );
  if (isForm(documented)) return { body: query(entries.map(([name, one]) => [name, scalar(one)])), type };
  const parts = entries.map(([name, one]) => part(name, one)).join('');
  return { body: `${parts}--${BOUNDARY}--\r\n`, type: mediaType ?? `${documented}; boundary=${BOUNDARY}` };
}

interface Credentials {
  readonly headers: Record<string, string>;
  readonly query: Pair[];
  readonly cookies: Pair[];
}

function credentialsOf(schemes: readonly Scheme[]): Credentials {
  const sent: Credentials = { headers: {}, query: [], cookies: [] };
  for (const scheme of schemes) {
    if (scheme.kind === 'basic') sent.headers.authorization = `Basic ${btoa('user:secret')}`;
    else if (scheme.kind === 'bearer') sent.headers.authorization = 'Bearer token';
    else if (scheme.in === 'query') sent.query.push([scheme.name, 'key']);
    else if (scheme.in === 'cookie') sent.cookies.push([scheme.name, 'key']);
    else sent.headers[scheme.name.toLowerCase()] = 'key';
  }
  return sent;
}

/** Headers that are no parameters, whatever a document says. */
const RESERVED = ['accept', 'content-type', 'authorization', 'host', 'content-length', 'connection'].concat(
  ...['transfer-encoding', 'expect', 'upgrade'],
);

export const isSent = ({ name, in: place }: Parameter): boolean =>
  place !== 'header' || !RESERVED.includes(name.toLowerCase());

export function written(given: Given, { mediaType, withoutCredentials = false }: Bent = {}): Call {
  const { operation } = given;
  const parameters = given.parameters.filter(([parameter]) => isSent(parameter));
  const at = (place: string) => parameters.filter(([parameter]) => parameter.in === place);
  const credentials = credentialsOf(withoutCredentials ? [] : (operation.security[0] ?? []));
  const path = at('path').reduce(
    (template, [parameter, value]) => template.replaceAll(`{${parameter.name}}`, segment(parameter, value)),
    operation.template,
  );
  if (/\{[^}]*\}/.test(path)) throw new Error('a part of the path is no parameter');
  const asked = query([...credentials.query, ...at('query').flatMap((pair) => pairsOf(...pair))]);
  const cookies = [...credentials.cookies, ...at('cookie').flatMap((pair) => pairsOf(...pair))];
  const { body, type } = bodyOf(given.body, mediaType);
  const headers = at('header').map(([parameter, value]) => [
    parameter.name.toLowerCase(),
    flat(value, parameter, (text) => text),
  ]);
  return {
    method: operation.method,
    path: `${operation.base}${path}${asked === '' ? '' : `?${asked}`}`,
    headers: {
      ...Object.fromEntries(headers),
      ...credentials.headers,
      ...(cookies.length === 0 ? {} : { cookie: cookies.map((pair) => pair.join('=')).join('; ') }),
      ...(type === undefined ? {} : { 'content-type': type }),
    },
    body,
  };
}
