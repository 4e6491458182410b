/** What the matchers say when they are not content. */
import { test as base, expect, type TestWorld } from 'vendouble/vitest';
import { handlers, petshop } from '../support/petshop.ts';

const { listPets, createPet } = handlers;
const test = base.extend('emulatorOptions', {
  vendors: [
    'engage',
    petshop({
      // One reply that breaks its contract, and one operation that nobody wrote.
      handlers: { listPets, createPet, getPet: async () => ({ status: 200, body: { id: 'p1', name: 1 } }) },
    }),
  ],
  strict: false,
});

const send = (world: TestWorld, path: string, body?: object): Promise<Response> =>
  fetch(`${world.url('engage')}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { ...world.headers('engage'), 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

const saying = (expectation: () => void): string => {
  try {
    expectation();
  } catch (cause) {
    return (cause as Error).message;
  }
  return 'it passed';
};

test.describe('toHaveReceived', () => {
  test('lists the closest calls, with their first difference', async ({ world }) => {
    await send(world, '/v1/users', { id: 'u1', email: 'a@example.com' });
    await send(world, '/v1/users/u1');
    const where = { body: { email: 'b@example.com' } };
    expect(saying(() => expect(world).toHaveReceived('createUser', { vendor: 'engage', where }))).toBe(
      [
        `expected createUser of engage with {"body":{"email":"b@example.com"}} at least once: 0 matching calls (world ${world.id} received 2 calls)`,
        `  ${world.id}-1 POST /engage/v1/users → 200: body/email: expected "b@example.com", and it was "a@example.com"`,
        `  ${world.id}-2 GET /engage/v1/users/u1 → 200: operation: expected "createUser", and it was "retrieveUser"`,
      ].join('\n'),
    );
  });

  test('counts calls, and with not accepts none', async ({ world }) => {
    await send(world, '/v1/users', { id: 'u1' });
    expect(world).toHaveReceived('createUser');
    expect(world).toHaveReceived('createUser', { times: 1 });
    expect(world).not.toHaveReceived('listUsers');
    expect(world).not.toHaveReceived('createUser', { where: { status: 400 } });
    expect(saying(() => expect(world).toHaveReceived('createUser', { times: 2 }))).toContain(
      '1 matching call',
    );
    expect(saying(() => expect(world).toHaveReceived('createUser', { atLeast: 2 }))).toContain(
      'at least 2 times',
    );
    expect(saying(() => expect(world).not.toHaveReceived('createUser'))).toMatch(
      /^expected createUser never: 1 matching call .*\n.*w\d+-1 POST \/engage\/v1\/users → 200: as described$/,
    );
    expect(saying(() => expect(world).not.toHaveReceived('createUser', { times: 2 }))).toBe(
      'not.toHaveReceived means never; say times without not',
    );
  });

  test('waits for a call with expect.poll', async ({ world }) => {
    const late = expect.poll(() => world).toHaveReceived('createUser');
    await send(world, '/v1/users', { id: 'u1' });
    await late;
  });

  test('fails with and without not for a misspelled operation', ({ world }) => {
    for (const expectation of [
      () => expect(world).toHaveReceived('createUsers'),
      () => expect(world).not.toHaveReceived('createUsers'),
    ])
      expect(saying(expectation)).toContain('did you mean createUser?');
  });

  test('fails with and without not when the journal has lost calls', async ({ world }) => {
    for (let count = 0; count < 1001; count++) await send(world, '/v1/users/u1');
    expect(saying(() => expect(world).not.toHaveReceived('createUser'))).toContain('cannot be counted');
    expect(saying(() => expect(world).toHaveReceived('createUser'))).toContain('cannot be counted');
  });

  test('reports that the client calls the default world', async ({ emulator, world }) => {
    await fetch(`${emulator.url('engage')}/v1/users`, { headers: { authorization: `Basic ${btoa('k:s')}` } });
    expect(saying(() => expect(world).toHaveReceived('listUsers'))).toContain(
      'meanwhile 1 call reached the default world: its client was given neither world.url(vendor) nor world.credentials',
    );
  });

  test('throws for anything other than a world', ({ emulator }) => {
    for (const wrong of [undefined, 'w1', {}, emulator])
      expect(saying(() => expect(wrong).toHaveReceived('createUser'))).toBe(
        'toHaveReceived is asked of a world: expect(world).toHaveReceived(…)',
      );
  });
});

test.describe('toConformToContract', () => {
  test('passes for calls that get the vendor’s errors', async ({ world }) => {
    await send(world, '/v1/users', {});
    expect(world).toConformToContract();
    expect(saying(() => expect(world).not.toConformToContract())).toMatch(
      /^expected a call of the world w\d+ not to conform/,
    );
  });

  test('fails for calls without an operation, with a suggestion for each', async ({ world }) => {
    await send(world, '/v1/usres');
    await send(world, '/v1/usres');
    expect(saying(() => expect(world).toConformToContract())).toBe(
      [
        `expected every call of the world ${world.id} to conform to its contract; there were 2 unmatched, 0 with a reply that breaks its contract, 0 with a generated one, 0 refused by the emulator`,
        '  unmatched: GET /engage/v1/usres → 404 NO_ROUTE, 2 times',
        '  GET /engage/v1/usres → 404: no operation has this path: the segment "usres" should be "users" (listUsers, GET /v1/users), 2 times',
      ].join('\n'),
    );
    expect(world).not.toConformToContract();
  });

  test('fails for a reply that breaks its contract, and names it', async ({ world }) => {
    await fetch(`${world.url('petshop')}/pets/p1`, { headers: world.headers('petshop') });
    expect(saying(() => expect(world).toConformToContract())).toMatch(
      /0 unmatched, 1 with a reply that breaks its contract.*\n {2}drift: getPet, GET \/petshop\/pets\/p1: .*name.*must be string/,
    );
  });

  test('passes for a generated reply only with generated: true', async ({ world }) => {
    const { status } = await fetch(`${world.url('petshop')}/pets/p1`, {
      method: 'DELETE',
      headers: world.headers('petshop'),
    });
    expect(status).toBe(204);
    expect(saying(() => expect(world).toConformToContract())).toContain(
      'generated: deletePet, DELETE /petshop/pets/p1 → 204 (example)',
    );
    expect(world).toConformToContract({ generated: true });
    await fetch(`${world.url('petshop')}/pets/p1`, { headers: world.headers('petshop') });
    expect(world).not.toConformToContract({ generated: true });
  });

  test('fails when there was no call to check', ({ world }) => {
    expect(saying(() => expect(world).toConformToContract())).toBe(
      `no call reached the world ${world.id}, so that nothing was judged`,
    );
    expect(saying(() => expect(world).not.toConformToContract())).toContain('nothing was judged');
  });

  test('fails for a call that the emulator itself refuses', async ({ world }) => {
    await send(world, '/v1/users', { id: 'u1', meta: { big: 0 } });
    expect(world).toConformToContract();
    await fetch(`${world.url('engage')}/v1/users`, {
      method: 'POST',
      headers: { ...world.headers('engage'), 'content-type': 'application/json' },
      body: '{"id":"u2","meta":{"big":9007199254740993}}',
    });
    expect(saying(() => expect(world).toConformToContract())).toContain('9007199254740993');
  });
});
