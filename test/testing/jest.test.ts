/** What Jest loads: the setup that starts an emulator for a run, and a world for each test over HTTP. */
import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, test } from 'vitest';
import setup from '../../src/jest/setup.mts';

// Jest's tests load CommonJS.
const { createWorld } = createRequire(import.meta.url)(
  '../../src/jest/world.cjs',
) as typeof import('../../src/jest/world.cjs');

const folder = process.cwd();

beforeAll(async () => {
  process.chdir(`${import.meta.dirname}/../../examples/compose/specs`);
  await setup();
  process.chdir(folder);
}, 120_000);

afterAll(() => {
  delete process.env.VENDOUBLE_URL;
});

const create = (url: string, pet: object): Promise<Response> =>
  fetch(`${url}/pets`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(pet),
  });

test('the setup serves the documents of the configuration file', async () => {
  const world = await createWorld();
  expect((await create(world.url('pets'), { name: 'Rex' })).status).toBe(201);
});

test('each world has its own records', async () => {
  const [one, other] = await Promise.all([createWorld(), createWorld()]);
  await create(one.url('pets'), { name: 'Rex' });
  expect(await (await fetch(`${one.url('pets')}/pets`)).json()).toHaveLength(1);
  expect(await (await fetch(`${other.url('pets')}/pets`)).json()).toEqual([]);
});

test('a fault strikes once, and verify counts the calls', async () => {
  const world = await createWorld();
  await world.fault({ operation: 'createPet', status: 503, times: 1 });
  expect((await create(world.url('pets'), { name: 'Rex' })).status).toBe(503);
  expect((await create(world.url('pets'), { name: 'Rex' })).status).toBe(201);
  await world.verify({ operation: 'createPet', times: 2 });
});

test('verify rejects with the closest call', async () => {
  const world = await createWorld();
  await create(world.url('pets'), { name: 'Rex' });
  await expect(world.verify({ operation: 'createPet', where: { body: { name: 'Max' } } })).rejects.toThrow(
    /POST \/pets\/pets → 201: body\/name: expected "Max", and it was "Rex"/,
  );
});

test('explain says why a call was refused', async () => {
  const world = await createWorld();
  await create(world.url('pets'), {});
  expect((await world.explain()).summary).toContain('body.name is missing');
});

test('an unknown key of a fault is an error, and an unknown vendor too', async () => {
  const world = await createWorld();
  await expect(world.fault({ sttus: 503 } as object)).rejects.toThrow(/sttus|additional/);
  expect(() => world.url('cats')).toThrow('cats is not served; the emulator serves engage, pets');
});

test('the clock, the calls and the records of a world are its own', async () => {
  const world = await createWorld({ clock: '2026-01-01T00:00:00Z' });
  expect((await world.advance('10s')).now).toBe('2026-01-01T00:00:10.000Z');
  expect((await world.freeze('2027-01-01T00:00:00Z')).now).toBe('2027-01-01T00:00:00.000Z');
  await create(world.url('pets'), { name: 'Rex' });
  expect(await world.exchanges()).toHaveLength(1);
  expect((await world.tally()).findings).toEqual([]);
  await world.reset();
  expect(await world.exchanges()).toEqual([]);
  await world.delete();
  expect((await fetch(`${world.url('pets')}/pets`)).status).toBe(404);
});

test('a world gives the webhooks that its calls cause, once', async () => {
  const world = await createWorld();
  await world.collectWebhooks({ signer: 'hub-sha256', secret: 'shh' });
  await create(world.url('pets'), { name: 'Rex' });
  const [hook] = await world.takeWebhooks('pet.created');
  expect(new Request(hook?.url ?? '', hook).headers.get('x-hub-signature-256')).toMatch(/^sha256=/);
  expect(await world.takeWebhooks()).toEqual([]);
});

test('a second setup, as in watch mode, keeps the emulator', async () => {
  const before = process.env.VENDOUBLE_URL;
  await setup();
  expect(process.env.VENDOUBLE_URL).toBe(before);
});
