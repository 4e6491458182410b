/**
 * Peers that are configured to do what vendouble does without configuration, as near as they come: refuse a body that breaks
 * the contract's schema, answer with what was sent, and keep it where they can.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const DOCUMENT = fileURLToPath(new URL('../../specs/engage/v1.yaml', import.meta.url));

/** What all of the validators know; annotations and extensions make some of them refuse the schema. */
const KEYWORDS = new Set([
  ...[
    'type',
    'enum',
    'const',
    'required',
    'properties',
    'additionalProperties',
    'items',
    'allOf',
    'anyOf',
    'oneOf',
    'not',
  ],
  ...['pattern', 'minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems'],
]);

type Json = Readonly<Record<string, unknown>>;

function schemasOf(): Json {
  const { components } = parse(readFileSync(DOCUMENT, 'utf8')) as { components: { schemas: Json } };
  return components.schemas;
}

/** The schema with its references replaced, and without what is no rule. */
function rulesOf(schema: unknown, schemas: Json): unknown {
  if (Array.isArray(schema)) return schema.map((one) => rulesOf(one, schemas));
  if (typeof schema !== 'object' || schema === null) return schema;
  const { $ref } = schema as { $ref?: string };
  if ($ref !== undefined) return rulesOf(schemas[$ref.split('/').at(-1) ?? ''], schemas);
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([keyword]) => KEYWORDS.has(keyword))
      .map(([keyword, value]) => [
        keyword,
        keyword === 'properties'
          ? Object.fromEntries(
              Object.entries(value as Json).map(([name, one]) => [name, rulesOf(one, schemas)]),
            )
          : rulesOf(value, schemas),
      ]),
  );
}

/** The body of `createUser`, for any validator. */
function bodySchema(): object {
  const schemas = schemasOf();
  return rulesOf(schemas.NewUser, schemas) as object;
}

/** The reply, with what was sent in the place of `{{…}}`. */
const echo = (of: (member: string) => string): string =>
  `{${['id', 'first_name', 'last_name', 'email', 'number']
    .map((member) => `"${member === 'id' ? 'uid' : member}":"${of(member)}"`)
    .join(',')},"devices":[],"lists":[],"segments":[],"created_at":"2021-01-12T05:24:39.062Z"}`;

/** Files for WireMock: a body that fits the schema is answered with what it holds, others with 400. It keeps nothing. */
export function wiremockFiles(folder: string): void {
  mkdirSync(join(folder, 'mappings'));
  const headers = { 'Content-Type': 'application/json' };
  const stub = (name: string, content: object): void =>
    writeFileSync(join(folder, 'mappings', `${name}.json`), JSON.stringify(content));
  const body = echo((member) => `{{jsonPath request.body '$.${member}'}}`);
  const echoed = { status: 200, headers, body, transformers: ['response-template'] };
  const refused = { status: 400, headers, body: '{"error":"Invalid"}' };
  const matchesJsonSchema = JSON.stringify(bodySchema());
  const create = { method: 'POST', urlPath: '/users' };
  stub('create', {
    priority: 1,
    request: { ...create, bodyPatterns: [{ matchesJsonSchema, schemaVersion: 'V202012' }] },
    response: echoed,
  });
  stub('refuse', { priority: 2, request: create, response: refused });
  const read = echo((member) => (member === 'id' ? '{{request.path.uid}}' : member));
  stub('read', {
    request: { method: 'GET', urlPathTemplate: '/users/{uid}' },
    response: { ...echoed, body: read },
  });
}

/** A program for json-server, as its source, and its own way to add a check: a middleware. It keeps what was sent. */
export function jsonServerFiles(
  folder: string,
  ajv: string,
): { readonly source: string; readonly check: string } {
  const source = join(folder, 'users.cjs');
  const check = join(folder, 'check.cjs');
  writeFileSync(source, 'module.exports = () => ({ users: [] });\n');
  writeFileSync(
    check,
    `const { default: Ajv } = require(${JSON.stringify(ajv)});
const valid = new Ajv({ strict: false }).compile(${JSON.stringify(bodySchema())});
const parse = require('body-parser');
module.exports = [parse.json(), (request, response, next) => {
  if (request.method !== 'POST' || valid(request.body)) next();
  else response.status(400).json({ error: 'Invalid' });
}];
`,
  );
  return { source, check };
}

/**
 * An environment for Mockoon: a rule with the schema, a bucket that keeps what was sent by its id, and replies from it.
 * @returns its file
 */
export function mockoonFile(folder: string, port: string): string {
  const file = join(folder, 'environment.json');
  const headers = [{ key: 'Content-Type', value: 'application/json' }];
  const response = (
    uuid: string,
    statusCode: number,
    body: string,
    rules: readonly object[] = [],
  ): object => ({
    ...{
      uuid,
      statusCode,
      body,
      rules,
      headers,
      bodyType: 'INLINE',
      rulesOperator: 'OR',
      label: '',
      latency: 0,
    },
    ...{
      filePath: '',
      databucketID: '',
      sendFileAsBody: false,
      disableTemplating: false,
      fallbackTo404: false,
    },
    ...{ default: rules.length === 0, crudKey: 'id', callbacks: [] },
  });
  const route = (uuid: string, method: string, endpoint: string, responses: readonly object[]): object => ({
    ...{ uuid, method, endpoint, responses, type: 'http', documentation: '', responseMode: null },
    ...{ streamingMode: null, streamingInterval: 0 },
  });
  const fits = {
    target: 'body',
    modifier: '',
    value: 'schema',
    invert: false,
    operator: 'valid_json_schema',
  };
  const keep = "{{setData 'set' 'users' (body 'id') (bodyRaw)}}";
  const routes = [
    route('r1', 'post', 'users', [
      response('a1', 200, `${keep}${echo((member) => `{{body '${member}'}}`)}`, [fits]),
      response('a2', 400, '{"error":"Invalid"}'),
    ]),
    route('r2', 'get', 'users/:uid', [
      response('a3', 200, "{{{stringify (dataRaw 'users' (urlParam 'uid'))}}}"),
    ]),
  ];
  const bucket = (id: string, value: object): object => ({
    ...{ uuid: id, id, name: id, documentation: '', value: JSON.stringify(value) },
  });
  writeFileSync(
    file,
    JSON.stringify({
      ...{ uuid: 'e', lastMigration: 33, name: 'users', endpointPrefix: '', latency: 0, port: Number(port) },
      ...{
        hostname: '127.0.0.1',
        folders: [],
        routes,
        proxyMode: false,
        proxyHost: '',
        proxyRemovePrefix: false,
      },
      ...{
        rootChildren: [
          { type: 'route', uuid: 'r1' },
          { type: 'route', uuid: 'r2' },
        ],
        cors: false,
        headers: [],
      },
      ...{
        tlsOptions: {
          enabled: false,
          type: 'CERT',
          pfxPath: '',
          certPath: '',
          keyPath: '',
          caPath: '',
          passphrase: '',
        },
      },
      ...{ proxyReqHeaders: [], proxyResHeaders: [], callbacks: [] },
      data: [bucket('schema', bodySchema()), bucket('users', {})],
    }),
  );
  return file;
}
