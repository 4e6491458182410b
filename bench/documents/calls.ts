/** A call to each operation of any document, as its own examples and schemas say it should look. */
import type { Contract, Operation } from '../../src/contract/contract.ts';
import type { Parameter } from '../../src/contract/parameters/decode.ts';
import { fakeData } from '../../src/contract/schema/fake-data.ts';
import { seedOf } from '../../src/core/ids.ts';

export interface Call {
  readonly operation: Operation;
  /** Below the address of the API, with its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** Why there is no call for an operation. */
export interface Untold {
  readonly operation: Operation;
  readonly reason: string;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a parameter or a body is given: the document's example where it is sound, else something that fits. */
function givenFor(
  { schemas }: Contract,
  { examples, schema }: Pick<Parameter, 'examples' | 'schema'> | Content,
  what: string,
): unknown {
  const example = examples().find(({ sound }) => sound);
  if (example !== undefined) return example.value;
  return schema && fakeData(schema, schemas, (attempt) => seedOf(what, String(attempt)), what, 'request');
}

interface Schemed {
  readonly components?: {
    readonly securitySchemes?: Readonly<
      Record<string, Readonly<Partial<Record<'type' | 'scheme' | 'name' | 'in', string>>>>
    >;
  };
}

interface Credentials {
  readonly headers: Record<string, string>;
  readonly query: [string, string][];
}

type Content = NonNullable<Operation['body']>['content'][number];

const flat = (value: unknown, between: string, pair = ','): string =>
  Array.isArray(value)
    ? value.map((part) => encodeURIComponent(String(part))).join(between)
    : isObject(value)
      ? Object.entries(value)
          .map(([name, part]) => `${encodeURIComponent(name)}${pair}${encodeURIComponent(String(part))}`)
          .join(between)
      : encodeURIComponent(String(value));

function inPath(value: unknown, { name, style, explode }: Parameter): string {
  const pair = explode ? '=' : ',';
  if (style === 'label') return `.${flat(value, explode ? '.' : ',', pair)}`;
  if (style !== 'matrix') return flat(value, ',', pair);
  if (!explode || typeof value !== 'object') return `;${name}=${flat(value, ',')}`;
  return Array.isArray(value)
    ? value.map((part) => `;${name}=${encodeURIComponent(String(part))}`).join('')
    : `;${flat(value, ';', '=')}`;
}

/** Pairs of a query or a form; `deepObject` one level deep. */
function pairsOf(
  value: unknown,
  { name, style, explode }: Parameter,
): readonly (readonly [string, string])[] {
  if (style === 'deepObject' && isObject(value))
    return Object.entries(value).flatMap(([key, part]) =>
      (Array.isArray(part) ? part : [part]).map((one) => [`${name}[${key}]`, String(one)] as const),
    );
  if (explode && Array.isArray(value)) return value.map((part) => [name, String(part)]);
  if (explode && isObject(value)) return Object.entries(value).map(([key, part]) => [key, String(part)]);
  const between = style === 'spaceDelimited' ? ' ' : style === 'pipeDelimited' ? '|' : ',';
  const parts = Array.isArray(value) ? value : isObject(value) ? Object.entries(value).flat() : [value];
  return [[name, parts.map(String).join(between)]];
}

const written = (pairs: readonly (readonly [string, string])[]): string =>
  pairs.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');

const isJson = (mediaType: string): boolean => /[/+]json$|^\*\/\*$|^application\/\*$/.test(mediaType);

function bodyOf(contract: Contract, { body, id }: Operation): Pick<Call, 'headers' | 'body'> {
  const content = body?.content.find(({ mediaType }) => isJson(mediaType)) ?? body?.content[0];
  if (content === undefined) return { headers: {}, body: undefined };
  const value = givenFor(contract, content, `body of ${id}`) ?? {};
  const { mediaType } = content;
  const type = mediaType.includes('*') ? 'application/json' : mediaType;
  const headers = { 'content-type': type };
  if (isJson(mediaType)) return { headers, body: JSON.stringify(value) };
  const texts = Object.entries(isObject(value) ? value : {}).flatMap(([name, part]) =>
    (Array.isArray(part) ? part : [part]).map(
      (one) => [name, typeof one === 'object' ? JSON.stringify(one) : String(one)] as const,
    ),
  );
  if (type === 'application/x-www-form-urlencoded') return { headers, body: written(texts) };
  if (type !== 'multipart/form-data') return { headers, body: String(value) };
  const parts = texts.map(
    ([name, text]) => `--part\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`,
  );
  return {
    headers: { 'content-type': `${type}; boundary=part` },
    body: `${parts.join('')}--part--\r\n`,
  };
}

/** Something for each of the schemes that the operation asks for together; anything well-formed will do. */
function credentialsFor({ documents: { root } }: Contract, { security }: Operation): Credentials {
  const schemes = (root.value as Schemed).components?.securitySchemes ?? {};
  const sent: Credentials = { headers: {}, query: [] };
  for (const { type, scheme, name = '', in: place } of (security[0] ?? []).map((one) => schemes[one] ?? {})) {
    if (type !== 'apiKey')
      sent.headers.authorization = /^basic$/i.test(scheme ?? '') ? `Basic ${btoa('key:')}` : 'Bearer key';
    else if (place === 'query') sent.query.push([name, 'key']);
    else sent.headers[place === 'cookie' ? 'cookie' : name] = place === 'cookie' ? `${name}=key` : 'key';
  }
  return sent;
}

export function callOf(contract: Contract, operation: Operation): Call | Untold {
  try {
    const sent = operation.parameters
      .filter(({ required }) => required)
      .map((parameter) => {
        const value = givenFor(contract, parameter, `parameter ${parameter.name} of ${operation.id}`);
        return { parameter, value: parameter.json ? JSON.stringify(value) : value };
      });
    const at = (place: Parameter['in']) => sent.filter(({ parameter }) => parameter.in === place);
    const path = at('path').reduce(
      (template, { parameter, value }) =>
        template.replaceAll(`{${parameter.name}}`, inPath(value, parameter) || '-'),
      operation.template,
    );
    const credentials = credentialsFor(contract, operation);
    const query = written([
      ...credentials.query,
      ...at('query').flatMap(({ parameter, value }) => pairsOf(value, parameter)),
    ]);
    const cookie = written(at('cookie').flatMap(({ parameter, value }) => pairsOf(value, parameter)));
    const { headers, body } = bodyOf(contract, operation);
    return {
      operation,
      path: path + (query === '' ? '' : `?${query}`),
      headers: {
        ...credentials.headers,
        ...Object.fromEntries(
          at('header').map(({ parameter, value }) => [
            parameter.name,
            decodeURIComponent(flat(value, ',', parameter.explode ? '=' : ',')),
          ]),
        ),
        ...(cookie === '' ? {} : { cookie: cookie.replaceAll('&', '; ') }),
        ...headers,
      },
      body,
    };
  } catch (cause) {
    return { operation, reason: (cause as Error).message };
  }
}
