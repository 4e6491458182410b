/** Reading and deleting users by GraphQL, and how Apollo refuses. */
import { describe, expect, test } from 'vitest';
import { basic, count, post, query, read, start, stores, TOKEN, UUID } from './support.ts';

describe('the query productUsers', () => {
  test('lists ten users, newest first, with their total', async () => {
    await using emulator = await start();
    for (let index = 1; index <= 12; index++) await stores(emulator, { externalId: `u${index}` });
    const { status, text, headers } = await query(
      emulator,
      '{ productUsers { page rows nodes { externalId } } }',
    );
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    const nodes = Array.from({ length: 10 }, (_, index) => ({ externalId: `u${12 - index}` }));
    expect(text).toBe(JSON.stringify({ data: { productUsers: { page: 0, rows: 12, nodes } } }));
  });

  test.each([
    ['page: 1', 1, ['u2', 'u1']],
    ['page: 2', 2, []],
    ['page: 0, limit: 3', 0, ['u12', 'u11', 'u10']],
    ['page: 2, limit: 5', 2, ['u2', 'u1']],
    ['page: 1, limit: 0', 1, ['u2', 'u1']],
    ['page: null, limit: 1', 0, ['u12']],
    ['page: 2147483647, limit: 2147483647', 2147483647, []],
  ])('pages with %s', async (args, page, ids) => {
    await using emulator = await start();
    for (let index = 1; index <= 12; index++) await stores(emulator, { externalId: `u${index}` });
    const { body } = await query(emulator, `{ productUsers(${args}) { page rows nodes { externalId } } }`);
    expect(body.data.productUsers).toEqual({
      page,
      rows: 12,
      nodes: ids.map((externalId) => ({ externalId })),
    });
  });

  test('finds a user by id or customerId, and none if they belong to two users', async () => {
    await using emulator = await start();
    await stores(emulator, { externalId: 'a' });
    await stores(emulator, { externalId: 'b' });
    const [a, b] = [await read(emulator, 'a'), await read(emulator, 'b')];
    const find = async (variables: object) => {
      const text =
        'query ($id: String, $customerId: String) { productUsers(id: $id, customerId: $customerId) { rows nodes { externalId } } }';
      return (await query(emulator, text, variables)).body.data.productUsers;
    };
    expect(a.id).toMatch(UUID);
    expect(await find({ id: a.id })).toEqual({ rows: 1, nodes: [{ externalId: 'a' }] });
    expect(await find({ id: b.id.toUpperCase() })).toEqual({ rows: 1, nodes: [{ externalId: 'b' }] });
    expect(await find({ id: a.id, customerId: 'a' })).toMatchObject({ rows: 1 });
    expect(await find({ id: a.id, customerId: 'b' })).toEqual({ rows: 0, nodes: [] });
    expect(await find({ customerId: 'c' })).toEqual({ rows: 0, nodes: [] });
    expect(await find({ customerId: 'constructor' })).toEqual({ rows: 0, nodes: [] });
    expect(await find({ id: '', customerId: '' })).toMatchObject({ rows: 2 });
    expect(await find({ id: '00000000-0000-4000-8000-000000000000' })).toEqual({ rows: 0, nodes: [] });
  });

  test.each([
    ['limit: -1', 'LIMIT must not be negative'],
    ['page: -1', 'OFFSET must not be negative'],
    ['id: "a"', 'invalid input syntax for type uuid: "a"'],
  ])('with %s is null beside an error', async (args, message) => {
    await using emulator = await start();
    const { status, text } = await query(emulator, `{ productUsers(${args}) { page } }`);
    expect([status, text]).toEqual([
      200,
      JSON.stringify({
        errors: [{ message, locations: [{ line: 1, column: 3 }], path: ['productUsers'] }],
        data: { productUsers: null },
      }),
    ]);
  });

  test('shows the same owner for every user and never loads it', async () => {
    await using emulator = await start();
    await stores(emulator, { externalId: 'a' });
    await stores(emulator, { externalId: 'b' });
    const { body } = await query(emulator, '{ productUsers { nodes { userId user { id } } } }');
    const [a, b] = body.data.productUsers.nodes;
    expect(a).toEqual({ userId: expect.stringMatching(UUID), user: null });
    expect(b).toEqual(a);
  });
});

describe('the mutation deleteProductUser', () => {
  const remove =
    'mutation ($id: ID, $customerId: String) { deleteProductUser(id: $id, customerId: $customerId) { success } }';

  test('deletes a user once, and the next call creates another one', async () => {
    await using emulator = await start();
    await stores(emulator, { externalId: 'u', plan: 'pro' });
    const before = await read(emulator, 'u');
    const first = await query(emulator, remove, { customerId: 'u' });
    expect(first.text).toBe('{"data":{"deleteProductUser":{"success":true}}}');
    const second = await query(emulator, remove, { customerId: 'u' });
    expect(second.text).toBe('{"data":{"deleteProductUser":{"success":false}}}');
    expect(await count(emulator)).toBe(0);
    await stores(emulator, { externalId: 'u' });
    const after = await read(emulator, 'u');
    expect(after.traits).toEqual({});
    expect(after.id).not.toBe(before.id);
  });

  test('with an id ignores the customerId', async () => {
    await using emulator = await start();
    await stores(emulator, { externalId: 'a' });
    await stores(emulator, { externalId: 'b' });
    const { id } = await read(emulator, 'a');
    expect((await query(emulator, remove, { id, customerId: 'b' })).body.data.deleteProductUser.success).toBe(
      true,
    );
    expect(await read(emulator, 'a')).toBeUndefined();
    expect(await read(emulator, 'b')).toMatchObject({ externalId: 'b' });
  });

  test.each([
    [{}, 'Must provide id or customerId as an argument'],
    [{ id: '', customerId: '' }, 'Must provide id or customerId as an argument'],
    [{ id: 'u' }, 'invalid input syntax for type uuid: "u"'],
  ])('with %j deletes no user and says why', async (variables, message) => {
    await using emulator = await start();
    await stores(emulator, { externalId: 'u' });
    const { status, body } = await query(emulator, remove, variables);
    expect(status).toBe(200);
    expect(body).toEqual({
      errors: [{ message, locations: [{ line: 1, column: 43 }], path: ['deleteProductUser'] }],
      data: { deleteProductUser: null },
    });
    expect(await count(emulator)).toBe(1);
  });

  test('still deletes when another part of the request fails', async () => {
    await using emulator = await start();
    await stores(emulator, { externalId: 'u' });
    const text =
      'mutation { a: deleteProductUser(customerId: "u") { success } b: deleteProductUser { success } }';
    expect((await query(emulator, text)).body.data).toEqual({ a: { success: true }, b: null });
    expect(await count(emulator)).toBe(0);
  });
});

describe('a GraphQL request', () => {
  test('with several operations names the one to run', async () => {
    await using emulator = await start();
    const text = 'query A { productUsers { page } } query B { productUsers { rows } }';
    const { body } = await post(emulator, '/graphql', { query: text, operationName: 'B' });
    expect(body).toEqual({ data: { productUsers: { rows: 0 } } });
    for (const [operationName, message] of [
      [null, 'Must provide operation name if query contains multiple operations.'],
      ['C', 'Unknown operation named "C".'],
      [5, 'Unknown operation named "5".'],
      [{ toString: 1 }, 'Unknown operation named "[object Object]".'],
    ]) {
      const refused = await post(emulator, '/graphql', { query: text, operationName });
      expect([refused.status, refused.body]).toEqual([400, { errors: [{ message, errors: null }] }]);
    }
  });

  test.each([['{"l":1}'], [{ l: 1 }]])('can have the variables %j', async (variables) => {
    await using emulator = await start();
    const text = 'query ($l: Int!) { productUsers(limit: $l) { page } }';
    expect((await query(emulator, text, variables)).body).toEqual({ data: { productUsers: { page: 0 } } });
  });

  test('can be a form', async () => {
    await using emulator = await start();
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const { text } = await post(emulator, '/graphql', 'query={productUsers{page}}', type);
    expect(text).toBe('{"data":{"productUsers":{"page":0}}}');
  });

  test('can be one of an array', async () => {
    await using emulator = await start();
    const { status, body } = await post(emulator, '/graphql', [
      { query: '{ productUsers { page } }' },
      { query: '{ nope }' },
      { variables: {} },
      5,
    ]);
    const noQuery = {
      errors: [{ message: 'Must provide query string.', extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
    };
    expect(status).toBe(200);
    expect(body).toEqual([
      { data: { productUsers: { page: 0 } } },
      {
        errors: [
          { message: 'Cannot query field "nope" on type "Query".', locations: [{ line: 1, column: 3 }] },
        ],
      },
      noQuery,
      noQuery,
    ]);
    const refused = await post(emulator, '/graphql', [null]);
    expect([refused.status, refused.body.errors[0].message]).toEqual([
      500,
      "Cannot read properties of null (reading 'query')",
    ]);
  });

  test('can read the schema, which has only what the emulator serves', async () => {
    await using emulator = await start();
    const { body } = await query(
      emulator,
      '{ __schema { queryType { fields { name } } mutationType { fields { name } } } }',
    );
    expect(body.data.__schema).toEqual({
      queryType: { fields: [{ name: 'productUsers' }] },
      mutationType: { fields: [{ name: 'deleteProductUser' }] },
    });
  });
});

describe('refusals of GraphQL requests', () => {
  test.each([
    ['{productUsers', 'Syntax Error: Expected Name, found <EOF>.', 14],
    ['{nope}', 'Cannot query field "nope" on type "Query".', 2],
    ['{productUsers(x:1){page}}', 'Unknown argument "x" on field "Query.productUsers".', 15],
    ['{productUsers(limit:"a"){page}}', 'Int cannot represent non-integer value: "a"', 21],
    ['"', 'Syntax Error: Unterminated string.', 2],
  ])('%s answers 400 with the place of the error', async (text, message, column) => {
    await using emulator = await start();
    const answer = await query(emulator, text);
    expect([answer.status, answer.body]).toEqual([
      400,
      { errors: [{ message, locations: [{ line: 1, column }] }] },
    ]);
  });

  test.each([
    [{ query: '' }, 400, 'Must provide query string.'],
    [{ a: 1 }, 400, 'Must provide query string.'],
    [{ query: 5 }, 400, 'GraphQL queries must be strings.'],
    [{ query: { kind: 'Document' } }, 400, expect.stringContaining('internal graphql-js representation')],
    [{ query: '{productUsers{page}}', variables: '{' }, 400, 'Variables are invalid JSON.'],
    [{}, 500, 'POST body missing. Did you forget use body-parser middleware?'],
    [[], 500, 'POST body missing. Did you forget use body-parser middleware?'],
    [undefined, 500, 'POST body missing. Did you forget use body-parser middleware?'],
  ])('%j answers with one sentence', async (body, status, sentence) => {
    await using emulator = await start();
    const answer = await post(emulator, '/graphql', body);
    expect([answer.status, answer.text]).toEqual([status, sentence]);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  });

  test.each([[5], [''], [true]])('the variables %j are not an object', async (variables) => {
    await using emulator = await start();
    const { status, body } = await query(emulator, '{productUsers{page}}', variables);
    expect([status, body.errors.length, body.errors[0].message]).toEqual([
      400,
      1,
      'Variables must be provided as an Object where each property is a variable value. Perhaps look to see if an unparsed JSON string was provided.',
    ]);
  });

  test.each([
    ['a field that is not modelled', '{ events { nodes { id } } }', 'NOT_MODELLED'],
    ['one in a fragment', 'query { ...F } fragment F on Query { getUser { id } }', 'NOT_MODELLED'],
    ['a mutation', 'mutation { createEmail { id } }', 'NOT_MODELLED'],
    ['too many levels', `${'{a'.repeat(40_000)}`, 'QUERY_SIZE'],
    ['too many fields to compare', `{ ${'productUsers { page rows } '.repeat(3_000)} }`, 'QUERY_SIZE'],
    ['too many levels of lists', `{ a(b: ${'['.repeat(40_000)}`, 'QUERY_SIZE'],
  ])("%s gets the emulator's error, not the vendor's", async (_what, text, code) => {
    await using emulator = await start();
    const { status, headers } = await query(emulator, text);
    expect([status, headers.get('x-vendouble-error')]).toEqual([501, code]);
    expect(headers.get('content-type')).toBe('application/problem+json');
  });

  test.each([
    ['braces', (levels: number) => `${'{a'.repeat(levels)}${'}'.repeat(levels)}`],
    ['brackets', (levels: number) => `{a(b:${'['.repeat(levels - 2)}${']'.repeat(levels - 2)})}`],
  ])('64 levels of %s are read, and 65 are too many', async (_what, text) => {
    await using emulator = await start();
    const statusOf = async (levels: number): Promise<number> => (await query(emulator, text(levels))).status;
    expect([await statusOf(64), await statusOf(65)]).toEqual([400, 501]);
  });

  test('a wide query is answered', async () => {
    await using emulator = await start();
    const text = `{ ${'productUsers { page rows } '.repeat(200)} }`;
    expect((await query(emulator, text)).body).toEqual({ data: { productUsers: { page: 0, rows: 0 } } });
  });
});

describe('credentials of a GraphQL request', () => {
  const ask = { query: '{ productUsers { page } }' };
  const refusal = (words: string): string =>
    `{"errors":[{"message":"Context creation failed: ${words}","errors":null}]}`;

  test.each([
    ['none', '', 'Authentication not supported'],
    ['a bare token', TOKEN, 'Authentication not supported'],
    ['a lower-case scheme', basic(`${TOKEN}:`).toLowerCase(), 'Authentication not supported'],
    ['a wrong Basic token', basic('invalid:'), 'You are not authorized to perform this request.'],
    ['a token that would open /user', `Bearer ${TOKEN}`, 'You are not authorized to perform this request.'],
  ])('%s answers 500', async (_what, authorization, words) => {
    for (const wrongBasicToken of ['refuse', 'drop']) {
      await using emulator = await start({ options: { sequence: { wrongBasicToken } } });
      const { status, text } = await post(emulator, '/graphql', ask, { authorization });
      expect([status, text]).toEqual([500, refusal(words)]);
    }
  });

  test('are checked before the query', async () => {
    await using emulator = await start();
    expect((await post(emulator, '/graphql', {}, { authorization: '' })).text).toBe(
      refusal('Authentication not supported'),
    );
  });
});
