/** Scenarios from recordings: the calls run from nothing, and what the emulator answers otherwise is answered as recorded. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openRecordedVendor } from '../../src/commands/recorded-vendor.ts';
import { type CompiledScenario, compileScenario } from '../../src/drift/compile-scenario.ts';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { type ReplayedExchange, readRecording } from '../../src/recordings/read-recording.ts';
import { writeScenario } from '../../src/scenarios/scenario-file.ts';
import { temporaryFolder } from '../support/document.ts';
import { petsDocument, proxyTo } from '../upstream/support.ts';
import { type Change, fakeVendor } from './fake-vendor.ts';

process.env.VENDOUBLE_RECORDING_KEYS = temporaryFolder();

const headers = { 'content-type': 'application/json' };

/** Makes two pets at a vendor, sells the first, and reads both. */
async function record(change?: Change): Promise<readonly ReplayedExchange[]> {
  await using vendor = await fakeVendor('scenario');
  vendor.change = change;
  const folder = join(temporaryFolder(), 'recording');
  const emulator = await proxyTo(vendor.url, { record: folder });
  const url = emulator.url('pets');
  const call = (method: string, path: string, body?: unknown): Promise<Response> =>
    fetch(url + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const ids: string[] = [];
  for (const name of ['Rex', 'Ada']) {
    const made = (await (await call('POST', '/pets', { name })).json()) as { readonly id: string };
    ids.push(made.id);
  }
  await call('PUT', `/pets/${ids[0]}`, { name: 'Rex', status: 'sold' });
  for (const path of [`/pets/${ids[0]}`, `/pets/${ids[1]}`, '/pets', '/pets/nothing'])
    await call('GET', path);
  await emulator.close();
  return readRecording(folder);
}

const compile = async (exchanges: readonly ReplayedExchange[]): Promise<CompiledScenario> =>
  compileScenario(await openRecordedVendor(petsDocument, {}), exchanges, 'session');

/** An emulator with a world that begins with a scenario. */
async function begin({
  scenario,
}: CompiledScenario): Promise<{ emulator: Emulator; world: string; url: string }> {
  const scenarios = temporaryFolder();
  writeScenario(scenarios, 'pets', 'session', scenario);
  const emulator = await createEmulator({
    documents: { pets: { spec: petsDocument, prefix: '/' } },
    scenarios,
    seed: 7,
  });
  const { id, urls } = await emulator.createWorld({ scenario: 'session' });
  return { emulator, world: id, url: urls.pets ?? '' };
}

test('a vendor that the emulator models becomes calls alone, which refer to the ids that they are given', async () => {
  const compiled = await compile(await record());
  expect(compiled.exchanges.map(({ outcome }) => outcome)).toEqual(Array(7).fill('same'));
  expect(compiled.scenario).toMatchObject({
    calls: [
      { operation: 'createPet', body: { name: 'Rex' } },
      { operation: 'createPet', body: { name: 'Ada' } },
      { operation: 'replacePet', path: { petId: { $reply: 1, pointer: '/id' } } },
    ],
  });
  expect(compiled.scenario.answers).toBeUndefined();
  const { emulator, url } = await begin(compiled);
  await using _closing = emulator;
  expect(await (await fetch(`${url}/pets`)).json()).toMatchObject([
    { name: 'Rex', status: 'sold' },
    { name: 'Ada' },
  ]);
});

test('a call without its cause in time is put behind it', async () => {
  const exchanges = await record();
  const [first, ...rest] = exchanges;
  const late = { ...first?.recorded, at: '2030-01-01T00:00:00.000Z' } as ReplayedExchange['recorded'];
  const mixed = [...rest, { recorded: late, received: first?.received }] as readonly ReplayedExchange[];
  const { exchanges: compiled, scenario } = await compile(mixed);
  expect(compiled.map(({ exchange }) => exchange.recorded.id).slice(0, 3)).toEqual(['r2', 'r1', 'r3']);
  expect(scenario.calls.at(-1)).toMatchObject({ path: { petId: { $reply: 2, pointer: '/id' } } });
});

test('what the vendor answers otherwise is answered as recorded and marked, until a record changes', async () => {
  const compiled = await compile(
    await record((reply, operation) => {
      if (operation === 'getPet' && (reply.body as { name?: string }).name === 'Ada')
        reply.body = { ...(reply.body as object), name: 'ADA' };
    }),
  );
  expect(compiled.exchanges.filter(({ outcome }) => outcome === 'recorded')).toHaveLength(1);
  const { emulator, world, url } = await begin(compiled);
  await using _closing = emulator;
  const [rex, ada] = (await (await fetch(`${url}/pets`)).json()) as { readonly id: string }[];
  const read = async (): Promise<unknown> => (await fetch(`${url}/pets/${ada?.id}`)).json();
  expect(await read()).toMatchObject({ id: ada?.id, name: 'ADA' });
  expect((await emulator.exchanges({}, world)).at(-1)).toMatchObject({
    source: 'recorded',
    evidence: 'recorded',
    operation: 'getPet',
  });
  await fetch(`${url}/pets/${rex?.id}`, { method: 'PUT', headers, body: JSON.stringify({ name: 'Max' }) });
  expect(await read()).toMatchObject({ name: 'Ada' });
});

test('a scenario that refers to what no reply has is refused with its call', async () => {
  const scenarios = temporaryFolder();
  writeScenario(scenarios, 'pets', 'broken', {
    description: 'A deletion before the creation.',
    calls: [{ operation: 'deletePet', path: { petId: { $reply: 1, pointer: '/id' } } }],
  });
  await using emulator = await createEmulator({ documents: { pets: { spec: petsDocument } }, scenarios });
  await expect(emulator.createWorld({ scenario: 'broken' })).rejects.toThrow(
    'its call 1, deletePet, is refused (the reply to call 1 has nothing at /id)',
  );
});
