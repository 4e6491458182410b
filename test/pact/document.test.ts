import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { checkPacts, verifyPacts } from '../../src/testing/pact.ts';
import { vendouble } from '../support/command.ts';
import { temporaryFolder, writeDocuments } from '../support/document.ts';
import { interactionOf, type Json, pactWith } from './support.ts';

const PETS = fileURLToPath(new URL('./documents/pets.yaml', import.meta.url));
const folder = temporaryFolder();
let written = 0;

function pactFile(interactions: readonly Json[], provider = 'Pets'): string {
  const file = join(folder, `pets-${++written}.json`);
  writeFileSync(file, JSON.stringify(pactWith(interactions, { provider }), null, 2));
  return file;
}

const read = (state: string, params: Json | undefined, path: string, response: Json = {}): Json =>
  interactionOf({
    state,
    ...(params === undefined ? {} : { params }),
    request: { path, headers: {} },
    response,
  });

const sound = [
  read('a pet exists', { id: 'p1', name: 'Rex' }, '/pets/p1', { body: { id: 'p1', name: 'Rex' } }),
  read('a pet exists', { petId: 'p2' }, '/pets/p2', { body: { id: 'p2' } }),
  read('3 pets exist', undefined, '/pets'),
  read('no pet exists', { id: 'p1' }, '/pets/p1', { status: 404, headers: {} }),
].map((one, index) => ({ ...one, description: `call ${index}` }));

test('a pact is checked and verified against an OpenAPI document, with a state for its collection', async () => {
  const pacts = [pactFile(sound)];
  const { ok, reports } = await checkPacts({ pacts, spec: PETS });
  expect([ok, reports.flatMap(({ findings }) => findings)]).toEqual([true, []]);
  const verified = await verifyPacts({ pacts, spec: PETS, quiet: true });
  expect(verified.interactions.map((one) => one.reason ?? one.ok)).toEqual([true, true, true, true]);
});

test.each<[string, string, Json, RegExp]>([
  ['an unknown field', 'a pet exists', { nmae: 'Rex' }, /has no field nmae; did you mean name\?/],
  ['a field of a wrong type', 'a pet exists', { name: 5 }, /body\/name must be string/],
  [
    'two records with one identifier',
    '2 pets exist',
    { id: 'p1' },
    /refused: domain: duplicate|would be the same/,
  ],
  ['an unknown field of no record', 'no pet exists', { colour: 'red' }, /has no field colour/],
  [
    'an unknown collection',
    'a cat exists',
    {},
    /there is no provider state "a cat exists"; .*"a pet exists"/,
  ],
])(
  'a state of a document is refused by pact check, and says why: %s',
  async (_what, state, params, message) => {
    const { ok, reports } = await checkPacts({
      pacts: [pactFile([read(state, params, '/pets')])],
      spec: PETS,
    });
    expect(ok).toBe(false);
    expect(reports[0]?.findings.map(({ code, message: text }) => [code, text])).toEqual([
      ['state', expect.stringMatching(message)],
    ]);
  },
);

test('pact states lists the states of a document', async () => {
  const { code, out } = await vendouble(['pact', 'states', PETS]).ended;
  expect([code, out.split('\n').slice(0, 3)]).toEqual([0, ['no pet exists', 'a pet exists', '3 pets exist']]);
});

test('the document of a provider is named by --spec, --provider or the configuration', async () => {
  const pact = pactFile(sound, 'Pet Service');
  const config = join(folder, 'vendouble.config.yaml');
  writeFileSync(
    config,
    `documents: { petstore: { spec: ${PETS} } }\npact: { providers: { Pet Service: petstore } }\n`,
  );
  for (const named of [
    ['--spec', PETS],
    ['--provider', `Pet Service=${PETS}`],
    ['--config', config],
    ['--config', config, '--vendor', 'petstore'],
  ]) {
    const { code, out } = await vendouble(['pact', 'check', pact, ...named]).ended;
    expect([named, code, out]).toEqual([named, 0, expect.stringContaining('4 interactions, 0 errors')]);
  }
});

test('one run checks and verifies pacts of several providers, and names a mapping that no pact uses', async () => {
  const pacts = [pactFile(sound, 'Pet Service'), pactFile([interactionOf({})], 'engage')];
  const mapping = ['--provider', `Pet Service=${PETS}`, '--provider', `Pet Servce=${PETS}`];
  const unused =
    'vendouble: --provider maps "Pet Servce", and no pact has this provider; there are Pet Service, engage\n';
  const check = await vendouble(['pact', 'check', ...pacts, ...mapping]).ended;
  expect([check.code, check.err]).toEqual([0, unused]);
  expect(check.out).toMatch(/contract of pets\n {2}4 inter.*\n\n.*contract of engage\n {2}1 inter/s);
  const verify = await vendouble(['pact', 'verify', ...pacts, ...mapping, '--format', 'json']).ended;
  expect([verify.code, JSON.parse(verify.out).interactions.length, verify.err]).toEqual([0, 5, unused]);
});

test('states create the parents that a nested collection needs, and words of several parts work', async () => {
  const item = (name: string): Json => ({
    type: 'object',
    required: [name],
    properties: { id: { type: 'string', readOnly: true }, [name]: { type: 'string' } },
  });
  const json = (schema: unknown): Json => ({ content: { 'application/json': { schema } } });
  const collection = (schema: unknown): Json => ({
    get: { responses: { 200: { description: 'ok', ...json({ type: 'array', items: schema }) } } },
    post: { requestBody: json(schema), responses: { 201: { description: 'ok', ...json(schema) } } },
  });
  const one = (schema: unknown): Json => ({
    get: { responses: { 200: { description: 'ok', ...json(schema) }, 404: { description: 'none' } } },
  });
  const parameter = (name: string): Json => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  });
  const spec = writeDocuments({
    'shop.yaml': {
      openapi: '3.0.3',
      info: { title: 'Shop', version: '1' },
      paths: {
        '/owners': collection(item('name')),
        '/owners/{ownerId}': { parameters: [parameter('ownerId')], ...one(item('name')) },
        '/owners/{ownerId}/blog-posts': { parameters: [parameter('ownerId')], ...collection(item('title')) },
        '/owners/{ownerId}/blog-posts/{postId}': {
          parameters: [parameter('ownerId'), parameter('postId')],
          ...one(item('title')),
        },
      },
    },
  });
  const pacts = [
    pactFile([
      read('a blog post exists', { ownerId: 'o1', id: 'b1', title: 'Hello' }, '/owners/o1/blog-posts/b1', {
        body: { id: 'b1', title: 'Hello' },
      }),
    ]),
  ];
  const { reports } = await checkPacts({ pacts, spec });
  expect(reports.flatMap(({ findings }) => findings)).toEqual([]);
  const { ok, interactions } = await verifyPacts({ pacts, spec, quiet: true });
  expect([ok, interactions[0]?.reason]).toEqual([true, undefined]);
});

test('a call without the credential that a document asks for is an error, and so is a content type that it does not take', async () => {
  const spec = writeDocuments({
    'a.yaml': {
      openapi: '3.0.3',
      info: { title: 'A', version: '1' },
      paths: {
        '/a': {
          post: {
            requestBody: { content: { 'application/json': {} } },
            responses: { 204: { description: 'ok' } },
          },
        },
      },
      security: [{ key: [] }],
      components: { securitySchemes: { key: { type: 'apiKey', in: 'query', name: 'key' } } },
    },
  });
  const found = async (query: Json, type: string): Promise<readonly unknown[]> => {
    const request = { method: 'POST', path: '/a', query, headers: { 'Content-Type': type } };
    const call = interactionOf({ state: '', request, response: { status: 204, headers: {} } });
    const { reports } = await checkPacts({ pacts: [pactFile([call])], spec });
    return reports.flatMap(({ findings }) => findings.map(({ severity, code }) => `${severity} ${code}`));
  };
  expect(await found({ key: ['k'] }, 'application/json')).toEqual([]);
  expect(await found({}, 'application/json')).toEqual(['error credential']);
  expect(await found({ key: ['k'] }, 'text/plain')).toEqual(['error media-type']);
});

const reads = (schema: Json): Json => ({
  responses: { 200: { description: 'ok', content: { 'application/json': { schema } } } },
});
const named = { type: 'object', properties: { id: { type: 'string' }, name: { type: 'string' } } };
const collection = { get: reads({ type: 'array', items: named }), post: { ...reads(named) } };
const idOf = { parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }] };

test('a state gets a warning where the operation answers from the document, whatever records there are', async () => {
  const paths = { '/pets': collection, '/animal/{id}': { ...idOf, get: reads(named) } };
  const spec = writeDocuments({
    'a.yaml': { openapi: '3.0.3', info: { title: 'A', version: '1' }, paths },
  });
  const pacts = [pactFile([read('a pet exists', undefined, '/animal/1', { body: {} })])];
  const { ok, reports } = await checkPacts({ pacts, spec });
  expect([ok, reports[0]?.findings.map(({ severity, code, message }) => [severity, code, message])]).toEqual([
    true,
    [
      [
        'warning',
        'state',
        expect.stringMatching(/reads no records \(.*\), so "a pet exists" has no effect on it/),
      ],
    ],
  ]);
});

test('a word that fits two collections is refused with both, and an overlay names an irregular one', async () => {
  const create = {
    post: { requestBody: { content: { 'application/json': { schema: named } } }, ...reads(named) },
  };
  const whole = { get: reads({ type: 'array', items: named }), ...create };
  const one = { ...idOf, get: reads(named) };
  const paths = { '/a/cacti': whole, '/a/cacti/{id}': one, '/b/cacti': whole, '/b/cacti/{id}': one };
  const document = { openapi: '3.0.3', info: { title: 'A', version: '1' }, paths };
  const overlay = {
    overlay: '1.0.0',
    info: { title: 'A', version: '1' },
    actions: ["$.paths['/b/cacti']", "$.paths['/b/cacti/{id}']"].map((target) => ({
      target,
      update: { 'x-vendouble-resource': 'cactus' },
    })),
  };
  const spec = writeDocuments({ 'a.yaml': document, 'o.yaml': overlay });
  const found = async (state: string, path: string, more: Json = {}): Promise<readonly string[]> => {
    const pacts = [pactFile([read(state, { id: 'c1', name: 'Saguaro' }, path, { body: { id: 'c1' } })])];
    const { reports } = await checkPacts({ pacts, spec, ...more });
    return reports.flatMap(({ findings }) => findings.map(({ message }) => message));
  };
  expect(await found('a cacti exists', '/a/cacti/c1')).toEqual([
    expect.stringMatching(
      /fits several collections: .*cacti.*, .*cacti.*; name them apart with x-vendouble-resource/,
    ),
  ]);
  expect(await found('a cactus exists', '/b/cacti/c1', { overlay: join(dirname(spec), 'o.yaml') })).toEqual(
    [],
  );
});

test('bodies that are bytes, texts and files pass check and verify, and those that break their contract fail both', async () => {
  const bytes = { type: 'string', format: 'binary' };
  const taking = (content: Json): Json => ({
    post: { requestBody: { content }, responses: { 204: { description: 'ok' } } },
  });
  const paths = {
    '/logo': taking({ 'application/octet-stream': { schema: bytes } }),
    '/note': taking({ 'text/plain': { schema: { type: 'string', maxLength: 5 } } }),
    '/file': taking({
      'multipart/form-data': {
        schema: { type: 'object', required: ['file'], properties: { file: bytes } },
        encoding: { file: { contentType: 'image/png' } },
      },
    }),
  };
  const spec = writeDocuments({
    'a.yaml': { openapi: '3.0.3', info: { title: 'A', version: '1' }, paths },
  });
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0xff]);
  const form = (type: string): Buffer => {
    const head = `--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\nContent-Type: ${type}\r\n\r\n`;
    return Buffer.concat([Buffer.from(head), png, Buffer.from('\r\n--b--\r\n')]);
  };
  const sends = (description: string, path: string, contentType: string, body: Buffer): Json => ({
    type: 'Synchronous/HTTP',
    description,
    request: {
      method: 'POST',
      path,
      headers: { 'Content-Type': [contentType] },
      body: { content: body.toString('base64'), contentType, encoded: 'base64' },
    },
    response: { status: 204 },
  });
  const calls = [
    sends('bytes', '/logo', 'application/octet-stream', png),
    sends('bytes of another type', '/logo', 'image/gif', png),
    sends('text', '/note', 'text/plain', Buffer.from('short')),
    sends('a text that is too long', '/note', 'text/plain', Buffer.from('too long')),
    sends('file', '/file', 'multipart/form-data; boundary=b', form('image/png')),
    sends('a file of another type', '/file', 'multipart/form-data; boundary=b', form('image/gif')),
  ];
  const file = join(folder, 'bytes.json');
  writeFileSync(file, JSON.stringify(pactWith(calls, { provider: 'A', version: '4.0' })));
  const wrong = ['bytes of another type', 'a text that is too long', 'a file of another type'];
  const { reports } = await checkPacts({ pacts: [file], spec });
  expect(reports[0]?.findings.map(({ interaction }) => interaction)).toEqual(wrong);
  const { interactions } = await verifyPacts({ pacts: [file], spec, quiet: true });
  expect(interactions.filter(({ ok }) => !ok).map(({ description }) => description)).toEqual(wrong);
});
