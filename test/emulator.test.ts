/** What an emulator promises, whichever vendors it serves. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { ConfigError } from '../src/config/config.ts';
import type { Identity, Reply, Vendor } from '../src/core/vendor.ts';
import { createEmulator, type Emulator, type EmulatorOptions } from '../src/emulator/create-emulator.ts';
import { StateFileError } from '../src/state/state-error.ts';
import { temporaryFolder } from './support/document.ts';
import { handlers, petshop } from './support/petshop.ts';
import { admin } from './support/shop.ts';

const start = (
  overrides: Parameters<typeof petshop>[0] = {},
  options: EmulatorOptions = {},
): Promise<Emulator> => createEmulator({ vendors: [petshop(overrides)], port: 0, strict: true, ...options });

const create = (emulator: Emulator, name: string, token = 'token'): Promise<Response> =>
  fetch(`${emulator.url('petshop')}/pets`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name }),
  });

const names = async (emulator: Emulator, token = 'token'): Promise<string[]> => {
  const reply = await fetch(`${emulator.url('petshop')}/pets`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return ((await reply.json()) as { pets: { name: string }[] }).pets.map(({ name }) => name);
};

describe('a stored record', () => {
  test('can be created, read, listed and deleted', async () => {
    await using emulator = await start();
    const created = await create(emulator, 'Rex');
    const pet = (await created.json()) as { id: string };
    const at = `${emulator.url('petshop')}/pets/${pet.id}`;
    const authorization = 'Bearer token';
    expect(created.status).toBe(201);
    expect(await (await fetch(at, { headers: { authorization } })).json()).toEqual({
      id: pet.id,
      name: 'Rex',
    });
    const gone = await fetch(at, { method: 'DELETE', headers: { authorization } });
    expect([gone.status, await gone.text(), gone.headers.get('content-type')]).toEqual([204, '', null]);
    expect((await fetch(at, { headers: { authorization } })).status).toBe(404);
  });

  test('is served below every base path of the contract', async () => {
    await using emulator = await start();
    await create(emulator, 'Rex');
    const reply = await fetch(`${emulator.url('petshop')}/v1/pets`, {
      headers: { authorization: 'Bearer token' },
    });
    expect(((await reply.json()) as { pets: unknown[] }).pets.length).toBe(1);
  });

  test('is not served outside the base paths of the contract', async () => {
    const spec = fileURLToPath(new URL('./support/specs/based.yaml', import.meta.url));
    await using emulator = await start({ spec, handlers: {} });
    const ask = async (path: string): Promise<number> =>
      (await fetch(`${emulator.url('petshop')}${path}`)).status;
    expect([await ask('/api/things'), await ask('/things'), await ask('/apis/things')]).toEqual([
      200, 404, 404,
    ]);
  });

  test('of one account is not visible to another account', async () => {
    await using emulator = await start();
    await create(emulator, 'Rex');
    await create(emulator, 'Tom', 'other');
    expect([await names(emulator), await names(emulator, 'other')]).toEqual([['Rex'], ['Tom']]);
  });

  test('survives a restart only with a state directory', async () => {
    const state = temporaryFolder();
    for (const [name, expected] of [
      ['Rex', ['Rex']],
      ['Tom', ['Rex', 'Tom']],
    ] as const) {
      await using emulator = await start({}, { state });
      await create(emulator, name);
      expect(await names(emulator)).toEqual(expected);
    }
    await using fresh = await start();
    expect(await names(fresh)).toEqual([]);
  });

  test('is created once by a hundred simultaneous requests for one unique name', async () => {
    await using emulator = await start();
    const replies = await Promise.all(Array.from({ length: 100 }, () => create(emulator, 'Rex')));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, ...Array(99).fill(409)]);
    expect(await names(emulator)).toEqual(['Rex']);
  });
});

interface RenamingCall {
  readonly path: { readonly petId: string };
  readonly state: {
    readonly pets: { get(key: string): Promise<object>; update(pet: object): Promise<unknown> };
  };
}

describe('a reply that breaks its contract', () => {
  const careless = {
    ...handlers,
    createPet: async ({
      state,
      ids,
    }: {
      state: { pets: { insert(pet: object): Promise<unknown> } };
      ids: { hex(length: number): string };
    }) => {
      await state.pets.insert({ id: ids.hex(8), name: 'ghost' });
      return { status: 201, body: { id: 7 } };
    },
  };

  test('is a 500 in strict mode and stores nothing', async () => {
    await using emulator = await start({ handlers: careless });
    const reply = await create(emulator, 'Rex');
    expect([reply.status, reply.headers.get('x-vendouble-error')]).toEqual([500, 'RESPONSE_INVALID']);
    expect(await reply.json()).toMatchObject({ detail: expect.stringContaining('createPet') });
    expect(await names(emulator)).toEqual([]);
  });

  test('leaves no trace of its changes in the history of a record in strict mode, and all of them otherwise', async () => {
    for (const strict of [true, false]) {
      const renaming = {
        ...handlers,
        deletePet: async ({ state, path }: RenamingCall) => {
          const pet = await state.pets.get(path.petId);
          await state.pets.update({ ...pet, id: path.petId, name: 'Ghost' });
          return { status: 418 };
        },
      };
      await using emulator = await start({ handlers: renaming }, { strict });
      const { id } = (await (await create(emulator, 'Rex')).json()) as { id: string };
      await fetch(`${emulator.url('petshop')}/pets/${id}`, {
        method: 'DELETE',
        headers: { authorization: 'Bearer token' },
      });
      expect(await names(emulator)).toEqual([strict ? 'Rex' : 'Ghost']);
      const { body } = await admin(emulator, 'GET', `/records/petshop/pets/${id}/history`);
      expect(body).toMatchObject({ revisions: strict ? [{}] : [{}, {}] });
      expect((body as { revisions: unknown[] }).revisions).toHaveLength(strict ? 1 : 2);
    }
  });

  test('is sent with an x-vendouble-drift header outside strict mode', async () => {
    await using emulator = await start({ handlers: careless }, { strict: false });
    const reply = await create(emulator, 'Rex');
    expect(reply.status).toBe(201);
    expect(reply.headers.get('x-vendouble-drift')).toContain('petshop.yaml#/components/schemas/Pet');
  });

  test.each<[string, Reply]>([
    ['an undocumented status', { status: 418 }],
    ['a missing body', { status: 201 }],
    ['another content type', { status: 201, headers: { 'content-type': 'text/html' }, body: '<p>' }],
  ])('is detected: %s', async (_what, reply) => {
    await using emulator = await start({ handlers: { ...handlers, createPet: async () => reply } });
    expect((await create(emulator, 'Rex')).headers.get('x-vendouble-error')).toBe('RESPONSE_INVALID');
  });

  test('is detected for error replies too', async () => {
    await using emulator = await start({ renderFailure: () => ({ status: 400, body: 'oops' }) });
    expect((await create(emulator, '')).headers.get('x-vendouble-error')).toBe('RESPONSE_INVALID');
  });
});

describe('a bug', () => {
  test.each<[string, unknown]>([
    ['an error', new Error('secret path')],
    ['null', null],
    ['undefined', undefined],
    ['a string', 'secret path'],
  ])('in a handler that throws %s gives a 500 without its text and stores nothing', async (_what, thrown) => {
    const reported: Error[] = [];
    const buggy = {
      ...handlers,
      createPet: async ({ state }: { state: { pets: { insert(pet: object): Promise<unknown> } } }) => {
        await state.pets.insert({ id: '1', name: 'ghost' });
        throw thrown;
      },
    };
    await using emulator = await start({ handlers: buggy }, { report: (error) => reported.push(error) });
    const reply = await create(emulator, 'Rex');
    expect([reply.status, reply.headers.get('x-vendouble-error')]).toEqual([500, 'INTERNAL']);
    expect(await reply.text()).not.toContain('secret');
    expect(reported.length).toBe(1);
    expect(await names(emulator)).toEqual([]);
  });

  test('during validation rejects the request and never lets it pass', async () => {
    const reported: Error[] = [];
    const caller = {
      account: 'default',
      get schemes(): never {
        throw new RangeError('too deep');
      },
    };
    await using emulator = await start(
      { identify: (): Identity => ({ caller }) },
      { report: (error) => reported.push(error) },
    );
    const reply = await create(emulator, 'Rex');
    expect([reply.status, reply.headers.get('x-vendouble-error')]).toEqual([500, 'VALIDATOR']);
    expect(reported.map(({ message }) => message)).toEqual(['too deep']);
  });
});

describe('the same seed, clock and requests', () => {
  test('give the same replies, headers included', async () => {
    const transcript = async (): Promise<unknown[]> => {
      await using emulator = await start({}, { seed: 3, clock: '2026-01-01T00:00:00.000Z' });
      const replies: unknown[] = [];
      for (const name of ['Rex', 'Tom', 'Rex', '']) {
        const reply = await create(emulator, name);
        replies.push([reply.status, [...reply.headers], await reply.text()]);
      }
      return replies;
    };
    const first = await transcript();
    expect(first).toEqual(await transcript());
    expect(JSON.stringify(first)).toContain('Thu, 01 Jan 2026 00:00:00 GMT');
  });
});

describe('a rate limit', () => {
  const limited = {
    rateLimit: { requests: 2, window: 10 },
    headers: ({ quota }: { quota: { remaining: number } | undefined }) => ({
      'x-left': String(quota?.remaining),
    }),
  } as Partial<Vendor>;
  let time = Date.parse('2026-01-01T00:00:00.000Z');
  const clock = { now: (): Date => new Date(time) };

  test('that is not enforced is shown in headers and never reached', async () => {
    await using emulator = await start(limited, { clock });
    const replies = [await create(emulator, 'a'), await create(emulator, 'b'), await create(emulator, 'c')];
    expect(replies.map((reply) => [reply.status, reply.headers.get('x-left')])).toEqual([
      [201, '1'],
      [201, '0'],
      [201, '0'],
    ]);
  });

  test('that is enforced rejects calls, stores nothing and resets with the clock', async () => {
    await using emulator = await start(limited, {
      clock,
      rateLimits: { petshop: { requests: 1, window: 10 } },
    });
    expect((await create(emulator, 'a')).status).toBe(201);
    expect((await create(emulator, 'b')).status).toBe(429);
    expect((await create(emulator, 'b', 'other')).status).toBe(201);
    time += 10_000;
    expect(await names(emulator)).toEqual(['a']);
  });
});

describe('the start fails', () => {
  test.each<[string, EmulatorOptions, string]>([
    ['a vendor that does not exist', { vendors: ['nobody'] }, 'no vendor nobody'],
    ['an unknown key', { prot: 1 } as EmulatorOptions, 'key prot is unknown'],
    ['a port that is none', { port: 70_000 }, 'key port is 70000; it must be a whole number from 0 to 65535'],
    ['a clock that is no time', { clock: 'noon' }, 'key clock is "noon"; it must be an ISO time'],
    [
      'accounts of a vendor that is not served',
      { vendors: [petshop()], accounts: { nobody: [] } },
      'key accounts.nobody is unknown',
    ],
    [
      'an account of another shape',
      { vendors: [petshop()], accounts: { petshop: [{ key: 'a' }] } },
      'key accounts.petshop.0.token is missing',
    ],
    [
      'an option that the vendor does not have',
      { vendors: [petshop()], options: { petshop: { colour: 'red' } } },
      'key options.petshop.colour is unknown',
    ],
    [
      'a rate limit of nothing',
      { vendors: [petshop()], rateLimits: { petshop: { requests: 0, window: 1 } } },
      'key rateLimits.petshop.requests is 0; it must be a whole number of at least 1',
    ],
    [
      'a handler for nothing',
      { vendors: [petshop({ handlers: { fly: async () => ({ status: 200 }) } })] },
      'a handler for fly',
    ],
  ])('with %s', async (_what, options, message) => {
    const starting = createEmulator({ port: 0, ...options });
    await expect(starting).rejects.toThrow(ConfigError);
    await expect(starting).rejects.toThrow(message);
  });

  test('on a port that is taken, with advice', async () => {
    await using emulator = await start();
    const port = Number(new URL(emulator.url()).port);
    await expect(start({}, { port })).rejects.toThrow(`the port ${port} of 127.0.0.1 is taken`);
  });

  test('with a state file that cannot be read', async () => {
    const state = temporaryFolder();
    mkdirSync(state, { recursive: true });
    writeFileSync(join(state, 'state.json'), '{');
    await expect(start({}, { state })).rejects.toThrow(StateFileError);
  });
});

test('a closed emulator releases its port, and can be closed twice', async () => {
  const emulator = await start();
  const port = Number(new URL(emulator.url()).port);
  await Promise.all([emulator.close(), emulator.close()]);
  await using again = await start({}, { port });
  expect(again.url()).toBe(`http://127.0.0.1:${port}`);
  expect(() => again.url('nobody')).toThrow('nobody is not served');
});

test('two emulators share no state', async () => {
  await using one = await start();
  await using other = await start();
  await create(one, 'Rex');
  expect([await names(one), await names(other)]).toEqual([['Rex'], []]);
});

test('the root page lists the vendors with the address that the client used', async () => {
  await using emulator = await start();
  const { vendors } = (await (await fetch(emulator.url().replace('127.0.0.1', 'localhost'))).json()) as {
    vendors: unknown;
  };
  expect(vendors).toEqual([
    { name: 'petshop', title: 'Petshop', url: `${emulator.url().replace('127.0.0.1', 'localhost')}/petshop` },
  ]);
});
