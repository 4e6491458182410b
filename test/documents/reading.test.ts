/** Documents as people have them: in several files, in older versions, with several mistakes. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Contract } from '../../src/contract/contract.ts';
import { loadValidContract } from '../../src/contract/validate-contract.ts';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { document, temporaryFolder, writeDocuments } from '../support/document.ts';
import { petshop } from '../support/petshop.ts';

const reading = {
  reports: 'all',
  routing: { trailingSlash: 'significant', caseSensitive: true },
} as const;
const load = (files: Readonly<Record<string, unknown>>): Contract =>
  loadValidContract(writeDocuments(files), reading);

describe('an invalid document', () => {
  const paths = {
    '/things': {
      get: {
        parameters: [{ name: 'a' }, { name: 'b', in: 'query', schema: { type: 'txt' } }],
        responses: {
          200: { description: '', content: { 'application/json': { schema: { requried: [], lenght: 1 } } } },
          999: { description: '' },
        },
      },
      post: { responses: {} },
    },
  };

  test('reports every problem with file, line, pointer and reason', () => {
    let message = '';
    try {
      load({ 'api.yaml': { ...document({}), paths } });
    } catch (cause) {
      message = (cause as Error).message;
    }
    const lines = message.split('\n').map((line) => line.replace(/^.*api\.yaml:\d+ #/, ''));
    expect(lines.toSorted()).toEqual([
      '/paths/~1things/get/parameters/0: a parameter needs a name, and in: path, query, header or cookie',
      '/paths/~1things/get/parameters/1/schema/type: the schema is not valid: must be one of array, boolean, integer, null, number, object, string',
      '/paths/~1things/get/responses/200/content/application~1json/schema/lenght: lenght is not a keyword of JSON Schema and is ignored; correct it, or start it with x-',
      '/paths/~1things/get/responses/200/content/application~1json/schema/requried: requried is not a keyword of JSON Schema and is ignored; correct it, or start it with x-',
      '/paths/~1things/get/responses/999: 999 is not an HTTP status',
      '/paths/~1things/post: the operation documents no response, so that none can be given',
    ]);
  });

  test('reports at most twenty problems, each once however often it is referred to', () => {
    const properties = Object.fromEntries(
      Array.from({ length: 1000 }, (_, index) => [`p${index}`, { lenght: index }]),
    );
    const many = (): Contract => load({ 'api.yaml': document({ properties }) });
    expect(many).toThrow(/^(.*\n){19}.*$/);
    const twice = document(
      { properties: { a: { $ref: '#/components/schemas/Bad' }, b: { $ref: '#/components/schemas/Bad' } } },
      { components: { schemas: { Bad: { type: 'obj' } } } },
    );
    expect(() => load({ 'api.yaml': twice })).toThrow(/^[^\n]+$/);
  });
});

describe('a $ref to another file', () => {
  const shared = (folder: string): string => {
    mkdirSync(join(folder, 'shared'));
    writeFileSync(join(folder, 'shared', 'pet.yaml'), 'type: integer');
    return join(folder, 'shared');
  };
  const documentIn = (folder: string, $ref: string): string => {
    mkdirSync(join(folder, 'api'));
    writeFileSync(join(folder, 'api', 'api.json'), JSON.stringify(document({ $ref })));
    return join(folder, 'api', 'api.json');
  };

  test('may lead up and down inside the folder of the document', () => {
    const contract = load({
      'api.yaml': document({ $ref: 'parts/pet.yaml' }),
      'parts/pet.yaml': { $ref: '../common/id.yaml' },
      'common/id.yaml': { type: 'integer' },
    });
    expect(contract.operations[0]?.responses[0]?.content[0]?.schema?.check('x')).toHaveLength(1);
  });

  test('may lead into the folder that allowRefs names, and no further', () => {
    const folder = temporaryFolder();
    const allowRefs = shared(folder);
    const file = documentIn(folder, '../shared/pet.yaml');
    expect(() => loadValidContract(file, reading)).toThrow('leads out');
    expect(loadValidContract(file, { ...reading, allowRefs }).operations).toHaveLength(1);
    writeFileSync(join(folder, 'secret.yaml'), 'type: integer');
    for (const $ref of ['../secret.yaml', '../shared/../secret.yaml', 'file:///etc/passwd', '/etc/passwd']) {
      writeFileSync(file, JSON.stringify(document({ $ref })));
      expect(() => loadValidContract(file, { ...reading, allowRefs })).toThrow('leads out');
    }
    symlinkSync(join(folder, 'secret.yaml'), join(allowRefs, 'link.yaml'));
    writeFileSync(file, JSON.stringify(document({ $ref: '../shared/link.yaml' })));
    expect(() => loadValidContract(file, { ...reading, allowRefs })).toThrow('is a link out of');
    expect(dirname(file)).not.toBe(allowRefs);
  });
});

test('server variables take their defaults in the base path', () => {
  const servers = [
    { url: 'https://{region}.example/{stage}/v1', variables: { region: {}, stage: { default: 'live' } } },
  ];
  const { routes } = load({ 'api.yaml': document({}, { servers }) });
  expect(routes.map(({ base }) => base)).toEqual(['/live/v1']);
});

describe('path segments that mix text and parameters', () => {
  const templates = [
    '/{a}.json',
    '/{a}.tar.gz',
    '/v{n}/status',
    '/range/{from}-{to}',
    '/{a}.json/parts/{b}',
    '/plain.json',
    '/{any}',
  ];
  const paths = Object.fromEntries(
    templates.map((template) => [
      template,
      {
        get: {
          operationId: template,
          parameters: [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
            name,
            in: 'path',
            required: true,
            schema: { type: 'string', maxLength: 5 },
          })),
          responses: { 200: { description: '', content: { 'application/json': {} } } },
        },
      },
    ]),
  );
  const handlers = Object.fromEntries(
    templates.map((id) => [id, async ({ path }: { path: unknown }) => ({ status: 200, body: { id, path } })]),
  );

  test.each([
    ['/1.json', '/{a}.json', { a: '1' }],
    ['/a.b.json', '/{a}.json', { a: 'a.b' }],
    ['/x.tar.gz', '/{a}.tar.gz', { a: 'x' }],
    ['/v2/status', '/v{n}/status', { n: '2' }],
    ['/range/a-b-c', '/range/{from}-{to}', { from: 'a', to: 'b-c' }],
    ['/1%2F2.json', '/{a}.json', { a: '1/2' }],
    ['/1.json/parts/2', '/{a}.json/parts/{b}', { a: '1', b: '2' }],
    ['/plain.json', '/plain.json', {}],
    ['/.json', '/{any}', { any: '.json' }],
    ['/-b', '/{any}', { any: '-b' }],
    ['/v2', '/{any}', { any: 'v2' }],
  ])('route %s to %s', async (at, id, path) => {
    const spec = writeDocuments({ 'api.yaml': { ...document({}), paths } });
    await using emulator = await createEmulator({ vendors: [petshop({ spec, handlers })], port: 0 });
    const reply = await fetch(`${emulator.url('petshop')}${at}`);
    expect([reply.status, await reply.json()]).toEqual([200, { id, path }]);
  });

  test('are validated by the schemas of their parameters', async () => {
    const spec = writeDocuments({ 'api.yaml': { ...document({}), paths } });
    await using emulator = await createEmulator({ vendors: [petshop({ spec, handlers })], port: 0 });
    expect((await fetch(`${emulator.url('petshop')}/toolong.json`)).status).toBe(400);
  });

  test.each([
    ['/{a}{b}', 'cannot be told apart'],
    ['/{a', 'a brace without its twin'],
  ])('fail the start with a reason: %s', (template, sentence) => {
    const item = { get: { responses: { 204: { description: '' } } } };
    expect(() => load({ 'api.yaml': { ...document({}), paths: { [template]: item } } })).toThrow(sentence);
  });
});
