/** Corrections of what is inferred, as an OpenAPI Overlay beside the document. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { loadDocuments } from '../../src/contract/document/load-document.ts';
import { readOverlays } from '../../src/contract/overlay/read-overlay.ts';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { infer } from '../../src/infer/infer.ts';
import { documentPaths } from '../../src/infer/paths.ts';
import { writeOverlay } from '../../src/infer/write-overlay.ts';
import { vendouble } from '../support/command.ts';
import { temporaryFolder, writeDocuments } from '../support/document.ts';
import { documentOf, list, object, text } from './documents-support.ts';
import { call, serve, specOf } from './support.ts';
import { table } from './table.ts';

type Action = readonly [target: string, update: object];

const overlay = (...actions: readonly Action[]): string => {
  const file = join(temporaryFolder(), 'overlay.yaml');
  const listed = actions.map(([target, update]) => ({ target, update }));
  writeFileSync(file, stringify({ overlay: '1.0.0', info: { title: 'o', version: '1' }, actions: listed }));
  return file;
};

const corrected = (name: string, ...actions: readonly Action[]): Promise<Emulator> =>
  serve(name, { documents: { api: { spec: specOf(name), overlay: overlay(...actions) } } });

test('the overlay of vendouble infer says what is not sure, with the reason', () => {
  const Order = object({ 'id!': text, status: { type: 'string', enum: ['open', 'cancelled'] } });
  const spec = writeDocuments({
    'api.yaml': documentOf({
      'GET /orders': { replies: { 200: list(Order) } },
      'POST /orders': { body: object({ status: text }), replies: { 201: Order } },
      'GET /orders/{orderKey}': { replies: { 200: Order } },
      'POST /orders/{orderKey}/cancel': { replies: { 200: Order } },
    }),
  });
  const documents = loadDocuments(spec);
  const paths = documentPaths(documents);
  const { actions } = parse(writeOverlay(infer(documents, paths), paths, 'T', spec)) as {
    readonly actions: readonly { readonly target: string; readonly description?: string }[];
  };
  const said = new Map(actions.map(({ target, description }) => [target, description]));
  expect(said.get("$.paths['/orders/{orderKey}'].get")).toBe(
    'Unsure: orderKey is taken to be the property id.',
  );
  expect(said.get("$.paths['/orders/{orderKey}/cancel'].post")).toContain(
    'it is taken to set status to "cancelled", because of its name',
  );
  expect(said.get("$.paths['/orders'].get")).toBeUndefined();
});

test.each(table)('the overlay inferred from $file changes nothing when it is applied', ({ file }) => {
  const documents = loadDocuments(specOf(file));
  const guess = infer(documents);
  const printed = join(temporaryFolder(), 'overlay.yaml');
  writeFileSync(printed, writeOverlay(guess, documentPaths(documents), 'x', file));
  const again = infer(loadDocuments(specOf(file), { amend: readOverlays(printed) }));
  const plain = ({ resources, operations }: typeof guess): unknown => ({
    resources,
    operations: operations.map(({ generated, at: _at, ...rest }) => ({
      ...rest,
      generated: generated === null,
    })),
  });
  expect(plain(again)).toEqual(plain(guess));
});

describe('an overlay can correct', () => {
  test('the properties by which a POST finds the record that it changes', async () => {
    await using emulator = await corrected('accounts.yaml', [
      "$.paths['/users'].post",
      {
        'x-vendouble-role': 'upsert',
        'x-vendouble-match': 'email',
        responses: { 200: { $ref: '#/components/responses/User' } },
      },
    ]);
    const headers = { authorization: 'Bearer t' };
    const save = (role: string) =>
      call(emulator, 'POST', '/users', { email: 'a@b.c', password: 'p', role }, headers);
    expect([(await save('member')).status, (await save('admin')).status]).toEqual([201, 200]);
    const { body } = await call(emulator, 'GET', '/users', undefined, headers);
    expect(body).toMatchObject({ total: 1, users: [{ role: 'admin' }] });
  });

  test('the status and body of each failure', async () => {
    await using emulator = await corrected(
      'bare-array.yaml',
      [
        '$',
        {
          'x-vendouble-errors': {
            invalid_request: { status: 400, body: { errors: [{ text: 'Oh: {message}', code: '{status}' }] } },
          },
        },
      ],
      [
        "$.paths['/pets/{petId}'].get.responses",
        { 400: { description: 'Wrong', content: { 'application/json': {} } } },
      ],
      [
        "$.paths['/pets/{petId}'].get",
        { 'x-vendouble-errors': { missing: { status: 404, body: { error: '{failure}' } } } },
      ],
    );
    const wrong = await call(emulator, 'GET', '/pets/x');
    const text = 'Oh: path/petId must match format "uuid"';
    expect([wrong.status, wrong.body]).toEqual([400, { errors: [{ text, code: 400 }] }]);
    const missing = await call(emulator, 'GET', '/pets/c1107a33-0f3d-499f-8591-a34a23c56be0');
    expect([missing.status, missing.body]).toEqual([404, { error: 'missing' }]);
  });

  test('the property that identifies a record, and a query parameter that filters', async () => {
    await using emulator = await corrected(
      'bare-array.yaml',
      ["$.paths['/pets/{petId}']", { 'x-vendouble-resource': 'pets', 'x-vendouble-id': { petId: 'id' } }],
      ["$.paths['/pets']", { 'x-vendouble-resource': 'pets' }],
      [
        "$.paths['/pets'].get",
        { 'x-vendouble-filter': { sort: 'name' }, 'x-vendouble-paging': { limit: 'limit' } },
      ],
    );
    for (const name of ['a', 'b']) await call(emulator, 'POST', '/pets', { name });
    const { body, headers } = await call(emulator, 'GET', '/pets?sort=b&offset=1');
    expect(body).toMatchObject([{ name: 'b' }]);
    expect(headers.get('x-vendouble-notice')).toContain('offset is not understood');
  });

  test('a path or an operation that is not stateful', async () => {
    await using emulator = await corrected(
      'no-ids.yaml',
      ["$.paths['/events']", { 'x-vendouble-resource': false }],
      ["$.paths['/notes'].get", { 'x-vendouble-role': 'none' }],
    );
    await call(emulator, 'POST', '/events', { name: 'only this' });
    const events = await call(emulator, 'GET', '/events');
    const notes = await call(emulator, 'GET', '/notes');
    expect([events, notes].map(({ headers }) => headers.get('x-vendouble-source'))).toEqual([
      'generated',
      'generated',
    ]);
  });
});

describe('the start fails, with file and line, because of', () => {
  test.each<[string, string, object, RegExp]>([
    [
      'a target where nothing stands',
      "$.paths['/pest']",
      {},
      /overlay\.yaml:\d+ #\/actions\/0\/target: nothing stands at/,
    ],
    ['a script in a target', '$.paths[(@.length-1)]', {}, /overlay\.yaml:\d+ .*scripts .* are not run/],
    [
      'a word that is none',
      "$.paths['/pets'].get",
      { 'x-vendouble-pageing': {} },
      /x-vendouble-pageing is not known here; known are role/,
    ],
    [
      'a role that is none',
      "$.paths['/pets'].get",
      { 'x-vendouble-role': 'lists' },
      /must be one of list, create/,
    ],
    [
      'a query parameter that is none',
      "$.paths['/pets'].get",
      { 'x-vendouble-paging': { page: 'p' } },
      /there is no query parameter p; there are status, limit/,
    ],
    [
      'a property that is none',
      "$.paths['/pets/{petId}']",
      { 'x-vendouble-id': { petId: 'uid' } },
      /there is no property uid; there are id, name/,
    ],
    [
      'a path parameter that is none',
      "$.paths['/pets/{petId}']",
      { 'x-vendouble-id': { pet: 'id' } },
      /there is no path parameter pet; there are petId/,
    ],
    [
      'a failure that is none',
      '$',
      { 'x-vendouble-errors': { lost: { status: 404 } } },
      /lost is not a failure; there are missing/,
    ],
    [
      'code',
      "$.paths['/pets']",
      { 'x-vendouble-resource': ['pets'] },
      /must be the name of a resource, or false/,
    ],
  ])('%s', async (_what, target, update, message) => {
    await expect(corrected('bare-array.yaml', [target, update])).rejects.toThrow(message);
  });

  test.each<[string, string, RegExp]>([
    ['a file that is no overlay', 'openapi: 3.1.0', /this is not an OpenAPI Overlay/],
    ['an overlay without actions', 'overlay: 1.0.0', /needs a list of actions/],
    ['an action that does nothing', 'overlay: 1.0.0\nactions: [{ target: $ }]', /needs update, or remove/],
  ])('%s', async (_what, text, message) => {
    const file = join(temporaryFolder(), 'overlay.yaml');
    writeFileSync(file, text);
    const started = createEmulator({
      documents: { api: { spec: specOf('bare-array.yaml'), overlay: file } },
      port: 0,
    });
    await expect(started).rejects.toThrow(message);
  });
});

test('an overlay can remove members and append to lists', () => {
  const file = join(temporaryFolder(), 'overlay.yaml');
  const actions = [
    { target: "$.paths['/pets'].post", remove: true },
    { target: "$.paths['/pets'].get.parameters", update: { name: 'x', in: 'query', schema: {} } },
    { target: '$[\'paths\']["/pets"].get.parameters[0]', remove: true },
  ];
  writeFileSync(file, stringify({ overlay: '1.0.0', actions }));
  const { operations } = infer(loadDocuments(specOf('bare-array.yaml'), { amend: readOverlays(file) }));
  expect(operations.find(({ operation }) => operation === 'listPets')?.filters).toEqual({});
  expect(operations.some(({ operation }) => operation === 'createPet')).toBe(false);
});

describe('the command line', () => {
  test('infer prints an overlay that start accepts', async () => {
    const cwd = temporaryFolder();
    const printed = await vendouble(['infer', specOf('classic.yaml')]).ended;
    expect([printed.code, printed.err]).toEqual([
      0,
      'The classic shop: 5 of 8 operations are answered from state, the rest is generated; correct the overlay and hand it to start with --overlay\n',
    ]);
    writeFileSync(join(cwd, 'o.yaml'), printed.out);
    const run = vendouble(
      ['start', specOf('classic.yaml'), '--overlay', 'o.yaml', '-p', '0', '--ephemeral'],
      { cwd },
    );
    const url = await run.says(/^classic: (http:\S+)$/m);
    const created = await fetch(`${url}/pet`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"name":"a","photoUrls":[]}',
    });
    expect(await created.json()).toEqual({ id: 1, name: 'a', photoUrls: [] });
    expect(await (await fetch(`${url}/pet/1`)).json()).toEqual({ id: 1, name: 'a', photoUrls: [] });
    run.process.kill('SIGTERM');
    expect((await run.ended).code).toBe(0);
  });

  test.each<[string, readonly string[], string]>([
    ['a document that is not there', ['start', './nowhere.yaml'], 'nowhere.yaml'],
    ['an overlay without a document', ['start', '--overlay', 'o.yaml'], '--overlay goes with one document'],
    ['two documents of one name', ['start', 'a/x.yaml', 'b/x.yaml'], 'two documents are called x'],
  ])('exits with code 2 and one line for %s', async (_what, args, message) => {
    const { code, err } = await vendouble(args).ended;
    expect([code, err.split('\n').length]).toEqual([2, 2]);
    expect(err).toContain(message);
  });
});
