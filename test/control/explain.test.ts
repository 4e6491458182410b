/** Why a call was refused: forty ways to be wrong, and the first line names each. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../src/emulator/create-emulator.ts';
import type { Explanation } from '../../src/explain/explain.ts';
import { petshop } from '../support/petshop.ts';
import { admin, shopAt, startShop } from '../support/shop.ts';

interface Call {
  readonly method?: string;
  /** Behind the origin. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A text is sent as it is, anything else as JSON. */
  readonly body?: unknown;
}

const CREDENTIALS: Readonly<Record<string, string>> = {
  petshop: 'Bearer s3cr3t',
  engage: `Basic ${btoa('key:s3cr3t')}`,
};

const start = (options: EmulatorOptions = {}): Promise<Emulator> =>
  createEmulator({
    vendors: [petshop(), 'engage'],
    port: 0,
    strict: true,
    clock: '2026-01-01T00:00:10.000Z',
    ...options,
  });

/** With a credential and a content type, unless the call brings its own; an empty one is not sent. */
function send(emulator: Emulator, { method = 'GET', path, headers = {}, body }: Call): Promise<Response> {
  const all: Record<string, string> = {
    authorization: CREDENTIALS[path.split('/')[1] ?? ''] ?? 'Bearer s3cr3t',
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...headers,
  };
  return fetch(emulator.url() + path, {
    method,
    headers: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')),
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}

const pet = (body: unknown, headers = {}): Call => ({ method: 'POST', path: '/petshop/pets', body, headers });
const user = (body: unknown, headers = {}): Call => ({
  method: 'POST',
  path: '/engage/users',
  body,
  headers,
});
const read = (path: string, headers = {}): Call => ({ path, headers });

const cursor = '5fc6477241fcec31a9548e98';

type Mistake = Explanation['likelyCause'];

/** What the user did wrong, the calls, the last of which is refused, and what the first line says. */
const MISTAKES: readonly (readonly [what: string, calls: readonly Call[], says: string, whose: Mistake])[] = [
  // The path.
  [
    'a misspelt segment',
    [read('/petshop/petz')],
    'GET /petshop/petz → 404: no operation has this path: the segment "petz" should be "pets" (listPets, GET /pets)',
    'request',
  ],
  ['a segment in the wrong case', [read('/petshop/Pets')], 'the segment "Pets" should be "pets"', 'request'],
  [
    'a misspelt segment inside the path',
    [read('/engage/user/u1')],
    'the segment "user" should be "users" (retrieveUser, GET /users/{uid})',
    'request',
  ],
  [
    'a misspelt segment at the end',
    [{ method: 'POST', path: '/engage/users/u1/event', body: {} }],
    'the segment "event" should be "events" (addUserEvent',
    'request',
  ],
  ['a slash too many', [read('/petshop/pets/')], 'the slash at its end is one too many', 'request'],
  [
    'a segment too many',
    [read('/petshop/api/pets')],
    'the segment "api" is one too many (listPets',
    'request',
  ],
  [
    'a base path that is there twice',
    [read('/engage/v1/v1/users')],
    'the base path /v1 is there twice (listUsers',
    'request',
  ],
  [
    'another version in the base path',
    [read('/engage/v2/users')],
    'the segment "v2" should be "v1" (listUsers',
    'request',
  ],
  [
    'a path like no other',
    [read('/engage/colours/of/the/sea')],
    'no operation has this path; the nearest are',
    'request',
  ],
  [
    'a misspelt vendor',
    [read('/petshpo/pets')],
    'the vendors are /petshop, /engage; did you mean /petshop?',
    'request',
  ],
  ['a world that is not there', [read('/w/w99/petshop/pets')], 'there is no such world', 'request'],
  [
    'a path that is not UTF-8',
    [read('/petshop/pets/%ff')],
    'the path is not percent-encoded UTF-8',
    'request',
  ],
  // The verb.
  [
    'another verb',
    [{ method: 'PUT', path: '/petshop/pets', body: {} }],
    'PUT /petshop/pets → 405: PUT is not a method of this path; it takes GET (listPets), POST (createPet)',
    'request',
  ],
  [
    'PATCH instead of PUT',
    [{ method: 'PATCH', path: '/engage/users/u1', body: {} }],
    'PATCH is not a method of this path; it takes GET (retrieveUser), PUT (updateUser), DELETE (deleteUser)',
    'request',
  ],
  // The credential.
  [
    'no credential',
    [read('/petshop/pets', { authorization: '' })],
    'no credential was sent; listPets asks for token (http bearer)',
    'credential',
  ],
  [
    'a credential of another kind',
    [read('/petshop/pets', { authorization: 'Basic abc' })],
    'this is not a credential of this API: authorization: Basic ***; listPets asks for token (http bearer)',
    'credential',
  ],
  [
    'a malformed credential',
    [read('/engage/users', { authorization: 'Bearer abc' })],
    'the credential is malformed: authorization: Bearer ***; listUsers asks for keyAndSecret (http basic',
    'credential',
  ],
  [
    'a wrong credential',
    [read('/engage/users', { authorization: `Basic ${btoa('invalid:x')}` })],
    'the credential is wrong: it is well-formed and opens no account',
    'credential',
  ],
  [
    'a key without its secret',
    [read('/engage/users', { authorization: `Basic ${btoa('key:')}` })],
    'the credential is not enough for this operation; listUsers asks for keyAndSecret',
    'credential',
  ],
  // The body as a whole.
  ['malformed JSON', [pet('{"name": ')], 'the body is malformed: Unexpected end of JSON input', 'request'],
  [
    'no body',
    [{ method: 'POST', path: '/petshop/pets' }],
    'a body is required, and none was sent',
    'request',
  ],
  [
    'another content type',
    [pet('<pet/>', { 'content-type': 'text/xml' })],
    'the content type must be application/json or application/x-www-form-urlencoded, and it is text/xml',
    'request',
  ],
  ['a list instead of an object', [pet([])], 'body must be object, and it is a list of 0', 'request'],
  [
    'a forbidden key',
    [pet('{"name":"Rex","__proto__":{}}')],
    'the key __proto__ is refused anywhere in a body; rename it',
    'request',
  ],
  [
    'a body nested too deep',
    [pet(`${'['.repeat(65)}${']'.repeat(65)}`)],
    'the body is nested deeper than 64 levels',
    'request',
  ],
  ['a key twice', [pet('{"name":"Rex","name":"Tom"}')], 'the key "name" is repeated in the body', 'request'],
  [
    'a number that would be rounded',
    [pet('{"name":"Rex","age":9007199254740993}')],
    'would be rounded',
    'request',
  ],
  [
    'a body too large',
    [pet({ name: 'x'.repeat(1_100_000) })],
    'the body is larger than the 1048576 bytes that are taken',
    'request',
  ],
  // A field.
  [
    'a misspelt field',
    [pet({ nmae: 'Rex' })],
    'body.name is missing; "nmae" was sent, which looks like it',
    'request',
  ],
  ['a missing field', [user({ email: 'a@b.co' })], 'body.id is missing', 'request'],
  ['a wrong type', [pet({ name: 7 })], 'body.name must be string, and it is 7', 'request'],
  [
    'a text instead of a number',
    [pet({ name: 'Rex', age: '3' })],
    'body.age must be integer or null, and it is "3"',
    'request',
  ],
  ['an empty text', [pet({ name: '' })], 'body.name must not be empty, and it is ""', 'request'],
  [
    'a text too long',
    [pet({ name: 'x'.repeat(41) })],
    'body.name must have 40 characters or less',
    'request',
  ],
  [
    'what a pattern does not allow',
    [pet({ name: '<b>' })],
    'body.name must match the pattern ^[^<>]*$, and it is "<b>"',
    'request',
  ],
  ['a number too small', [pet({ name: 'Rex', age: -1 })], 'body.age must be >= 0, and it is -1', 'request'],
  [
    'a wrong type deep inside',
    [pet({ name: 'Rex', notes: { a: { b: 1 } } })],
    'body.notes.a must be string or number or boolean, and it is an object',
    'request',
  ],
  [
    'a misspelt choice',
    [user({ id: 'u1', device_token: 't', device_platform: 'andriod' })],
    'body.device_platform must be one of "android", "ios", and it is "andriod"; did you mean "android"?',
    'request',
  ],
  [
    'half of a pair',
    [user({ id: 'u1', device_token: 't', device_platfrom: 'ios' })],
    'body.device_platform is missing; "device_platfrom" was sent, which looks like it',
    'request',
  ],
  [
    'a date as people write it',
    [user({ id: 'u1', created_at: '12/01/2021' })],
    'body.created_at must match the pattern',
    'request',
  ],
  [
    'a day that is not in the calendar',
    [user({ id: 'u1', created_at: '2021-02-31' })],
    '"invalid_date" (field "created_at")',
    'request',
  ],
  [
    'one of several forms',
    [{ method: 'POST', path: '/engage/users/u1/events', body: { event: 'Paid', timestamp: 'soon' } }],
    'body.timestamp must match the pattern',
    'request',
  ],
  [
    'an e-mail that is none',
    [user({ id: 'u1', email: 'nobody' })],
    'body.email must match the pattern ^\\S+@\\S+$, and it is "nobody"',
    'request',
  ],
  // A parameter.
  [
    'a text where the query asks for a number',
    [read('/petshop/pets?limit=ten')],
    'the query parameter limit must be integer, and it is "ten"',
    'request',
  ],
  [
    'more than is allowed',
    [read('/engage/users?limit=31')],
    'the query parameter limit must be <= 30, and it is 31',
    'request',
  ],
  [
    'a repeated query name',
    [read('/petshop/pets?limit=1&limit=2')],
    'the query parameter limit is there 2 times and may be there once',
    'request',
  ],
  [
    'a second cursor',
    [read(`/engage/users?next_cursor=${cursor}&previous_cursor=${cursor}`)],
    'refused by the vendor’s rule "two_cursors": {"error":"Only one of next_cursor and previous_cursor can be used."}',
    'request',
  ],
  // What the records say.
  [
    'an id that is taken',
    [user({ id: 'u1' }), user({ id: 'u1' })],
    'refused by the vendor’s rule "user_exists" (uid "u1"), after looking at users: {"error":"A user with the id u1 exists already."}',
    'state',
  ],
  [
    'a name that is taken',
    [pet({ name: 'Rex' }), pet({ name: 'Rex' })],
    'refused by the vendor’s rule "taken" (name "Rex"), after looking at pets',
    'state',
  ],
  [
    'a record that is not there',
    [read('/engage/users/nobody')],
    'refused by the vendor’s rule "user_not_found", after looking at users',
    'state',
  ],
];

test.each(MISTAKES)('an explanation names the cause of %s', async (_what, calls, says, whose) => {
  await using emulator = await start();
  const statuses: number[] = [];
  for (const call of calls) statuses.push((await send(emulator, call)).status);
  expect(statuses.at(-1)).toBeGreaterThanOrEqual(400);
  const explanation = emulator.explain('last');
  expect(explanation.summary).toContain(says);
  expect(explanation.likelyCause).toBe(whose);
  expect(JSON.stringify(explanation)).not.toMatch(/s3cr3t|a2V5OnMzY3IzdA/);
});

test('an explanation names a missing base path', async () => {
  const spec = fileURLToPath(new URL('../support/specs/based.yaml', import.meta.url));
  await using emulator = await startShop({ vendors: [petshop({ spec, handlers: {} })] });
  await send(emulator, read('/petshop/things'));
  expect(emulator.explain('last').summary).toContain(
    'the base path /api is missing (getThings, GET /api/things)',
  );
});

describe('an explanation names as the cause', () => {
  const named = (emulator: Emulator): unknown => {
    const { summary, likelyCause } = emulator.explain('last');
    return [summary.replace(/^.*?: /, ''), likelyCause];
  };

  test('a fault', async () => {
    await using emulator = await start();
    emulator.addFault({ operation: 'createPet', status: 400, times: 1 });
    await send(emulator, pet({ nmae: 'Rex' }));
    expect(named(emulator)).toEqual(['the fault fault-1 was applied: {"status":400,"times":1}', 'fault']);
  });

  test('a fault that drops the connection', async () => {
    await using emulator = await start();
    emulator.addFault({ abort: 'after' });
    await expect(send(emulator, pet({ name: 'Rex' }))).rejects.toThrow('fetch failed');
    expect(named(emulator)).toEqual(['the fault fault-1 was applied: {"abort":"after"}', 'fault']);
  });

  test('a fault whose reply the contract does not document', async () => {
    await using emulator = await start();
    emulator.addFault({ operation: 'createPet', status: 503 });
    await send(emulator, pet({ name: 'Rex' }));
    expect(named(emulator)).toEqual([expect.stringContaining('fault-1'), 'fault']);
  });

  test('a used-up rate limit', async () => {
    await using emulator = await start({ rateLimits: { petshop: { requests: 1, window: 60 } } });
    for (let count = 0; count < 2; count++) await send(emulator, pet({ name: `pet ${count}` }));
    expect(named(emulator)).toEqual([
      'the rate limit of 1 requests in 60 seconds is used up; the next window opens at 2026-01-01T00:01:00.000Z by the world’s clock',
      'state',
    ]);
  });

  test('a credential of an account that the configuration does not declare', async () => {
    await using emulator = await start({ accounts: { engage: [{ key: 'mine', secret: 'x' }] } });
    await send(emulator, read('/engage/users'));
    expect(named(emulator)).toEqual([
      'the credential is wrong: it belongs to none of the 1 declared accounts; use one of theirs, or declare it in the configuration',
      'credential',
    ]);
  });

  test('a reply that breaks its contract', async () => {
    const handlers = { createPet: async () => ({ status: 201, body: { id: 7 } }) };
    await using emulator = await startShop({ vendors: [petshop({ handlers })] });
    await send(emulator, pet({ name: 'Rex' }));
    expect(named(emulator)).toEqual([
      expect.stringContaining('the reply of createPet breaks its contract'),
      'contract',
    ]);
  });

  test('a bug in a handler', async () => {
    const handlers = { createPet: () => Promise.reject(new TypeError('oops')) };
    const reported: string[] = [];
    await using emulator = await startShop({
      vendors: [petshop({ handlers })],
      report: ({ message }) => reported.push(message),
    });
    await send(emulator, pet({ name: 'Rex' }));
    expect([named(emulator), reported]).toEqual([
      [expect.stringContaining('the emulator failed and changed nothing'), 'emulator'],
      ['oops'],
    ]);
  });

  test('nothing for a success, and mentions an ignored filter', async () => {
    await using emulator = await start();
    await send(emulator, read('/petshop/pets?limti=3'));
    expect(named(emulator)).toEqual([
      'nothing was refused, but the query parameter limti is ignored; there are limit, tags, filter',
      null,
    ]);
  });
});

describe('an explanation', () => {
  test('has the rule with its line, the value, the spelling suggestion, the evidence and a curl command', async () => {
    await using emulator = await start();
    const reply = await send(
      emulator,
      user({ id: 'u1', device_token: 'abc', device_platform: 'andriod', first_name: "O'Brien" }),
    );
    const id = reply.headers.get('x-vendouble-exchange');
    const { status, body } = await admin(emulator, 'GET', `/explain/${id}`);
    const { rule, ...rest } = body as Explanation;
    expect([status, rest]).toEqual([
      200,
      {
        exchange: id,
        summary:
          'POST /engage/users (createUser) → 400: body.device_platform must be one of "android", "ios", and it is "andriod"; did you mean "android"?',
        likelyCause: 'request',
        value: 'andriod',
        suggestion: { sent: 'andriod', meant: 'android' },
        nearest: [],
        collectionsRead: [],
        lookups: [],
        evidence: { grade: 'assumed', source: 'The text is ours; it names the parameter.' },
        curl: `curl -i '${emulator.url('engage')}/users' -H 'authorization: Basic ***' -H 'content-type: application/json' --data-raw '{"id":"u1","device_token":"***","device_platform":"andriod","first_name":"O'\\''Brien"}'`,
      },
    ]);
    const line = readFileSync(rule?.file ?? '', 'utf8').split('\n')[(rule?.line ?? 0) - 1];
    expect(line).toContain('device_platform: { enum: [android, ios] }');
    expect(rule).toMatchObject({
      file: 'specs/engage/v1.yaml',
      pointer: '/components/schemas/Device/properties/device_platform/enum',
      keyword: 'enum',
    });
  });

  test('names the nearest operations and the difference to each', async () => {
    await using emulator = await start();
    await send(emulator, { method: 'DELETE', path: '/engage/user/u1' });
    expect(emulator.explain('last').nearest.slice(0, 2)).toEqual([
      {
        operation: 'deleteUser',
        method: 'DELETE',
        path: '/users/{uid}',
        difference: 'the segment "user" should be "users"',
      },
      expect.objectContaining({ difference: expect.stringContaining('the verb should be') }),
    ]);
  });

  test('of the exchange last explains the last refused call', async () => {
    await using emulator = await start();
    await send(emulator, pet({ name: '' }));
    await send(emulator, pet({ name: 'Rex' }));
    expect((await admin(emulator, 'GET', '/explain/last')).body).toMatchObject({ exchange: 'default-1' });
    expect(emulator.explain('default-2')).toMatchObject({ likelyCause: null, rule: null, value: null });
  });

  test('of an exchange in another world has the URL of that world', async () => {
    await using emulator = await startShop();
    const { id, urls } = await emulator.createWorld();
    await shopAt(urls.petshop ?? '').create('');
    const { exchange, curl } = emulator.explain('last', id);
    expect([exchange, curl.includes(`${emulator.url()}/w/${id}/petshop/pets`)]).toEqual([`${id}-1`, true]);
  });

  test.each<[string, string, string]>([
    ['last before the first call', 'last', 'no call has reached the world default yet'],
    [
      'an exchange that the journal does not have',
      'default-7',
      'the world default keeps no exchange default-7',
    ],
  ])('of %s is a 404 that says why', async (_what, id, detail) => {
    await using emulator = await startShop();
    expect(await admin(emulator, 'GET', `/explain/${id}`)).toMatchObject({
      status: 404,
      body: { detail: expect.stringContaining(detail) },
    });
  });

  test('is one line without control characters, whatever was sent', async () => {
    await using emulator = await start();
    await send(emulator, pet({ name: 7, '\u001b[2J\n': 1 }));
    await send(emulator, pet({ name: '<\u001b[31m\u202e\n>' }));
    expect(emulator.explain('last').summary).not.toMatch(/[\p{Cc}\u202e]/u);
  });
});

test('onRefusal is called for each refused call as it happens', async () => {
  const told: string[] = [];
  await using emulator = await start({ onRefusal: ({ summary }) => told.push(summary) });
  const world = await emulator.createWorld();
  await send(emulator, pet({ name: 'Rex' }));
  await send(emulator, pet({ name: '' }));
  await shopAt(world.urls.petshop ?? '').create('');
  await send(emulator, read('/nobody/pets'));
  expect(told).toEqual([
    'POST /petshop/pets (createPet) → 400: body.name must not be empty, and it is ""',
    'POST /petshop/pets (createPet) → 400: body.name must not be empty, and it is ""',
    expect.stringContaining('GET /nobody/pets → 404: nothing is served at /nobody/pets'),
  ]);
});

test('a listener that throws does not fail the call', async () => {
  const reported: string[] = [];
  await using emulator = await start({
    onRefusal: () => {
      throw new Error('not listening');
    },
    report: ({ message }) => reported.push(message),
  });
  expect((await send(emulator, pet({ name: '' }))).status).toBe(400);
  expect(reported).toEqual(['not listening']);
});
