/** Pacts from tagged calls to the mock server of a document. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { checkPacts, verifyPacts } from '../../src/testing/pact.ts';
import { temporaryFolder } from '../support/document.ts';
import type { Json } from './support.ts';

const RICH = fileURLToPath(new URL('./documents/rich.yaml', import.meta.url));
const folder = temporaryFolder();

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly tag?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | FormData;
}

const json = (value: Json): Pick<Sent, 'headers' | 'body'> => ({
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});
const form = new FormData();
form.set('name', 'Mia');

const calls: readonly Sent[] = [
  { method: 'GET', path: '/pets' },
  { method: 'GET', path: '/pets/7' },
  { method: 'POST', path: '/pets', ...json({ name: 'Tom', kind: 'cat', note: null }) },
  { method: 'GET', path: '/pets/1', tag: 'a pet by its id' },
  { method: 'PATCH', path: '/pets/1', ...json({ name: 'Tim' }) },
  {
    method: 'POST',
    path: '/pets',
    tag: 'a pet as XML',
    headers: { 'content-type': 'application/xml' },
    body: '<pet><name>Kim</name></pet>',
  },
  {
    method: 'POST',
    path: '/pets',
    tag: 'a pet from a form',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'name=Bo&kind=dog',
  },
  { method: 'POST', path: '/pets', tag: 'a pet in parts', body: form },
  { method: 'GET', path: '/pets?kind=dog', tag: 'dogs' },
  { method: 'POST', path: '/pets', ...json({ name: 5 }) },
  { method: 'GET', path: '/pets', tag: 'without a credential', headers: { authorization: '' } },
  { method: 'GET', path: '/pets?api_key=k', tag: 'with a key', headers: { authorization: '' } },
  { method: 'DELETE', path: '/pets/1' },
  { method: 'GET', path: '/pets/1', tag: 'a pet that is gone' },
];

test.each(['none', 'examples'] as const)(
  'the exported calls of a document pass check and verify, in a world that began with the records: %s',
  async (records) => {
    const described = { rich: { spec: RICH } };
    await using emulator = await createEmulator({ port: 0, strict: true, records, documents: described });
    const { urls } = await emulator.createWorld();
    for (const { method, path, tag = '', headers, body } of calls) {
      const sent = { authorization: 'Bearer abc', 'x-vendouble-pact': tag, ...headers };
      await fetch(`${urls.rich}/api${path}`, {
        method,
        headers: sent,
        ...(body === undefined ? {} : { body }),
      });
    }
    const { pacts, refused } = emulator.pacts('web');
    const file = join(folder, `${records}.json`);
    writeFileSync(file, JSON.stringify(pacts[0], null, 2));
    const { reports } = await checkPacts({ pacts: [file], spec: RICH });
    const { interactions } = await verifyPacts({ pacts: [file], spec: RICH, quiet: true });
    const failed = interactions.flatMap(({ ok, description, reason }) => (ok ? [] : [[description, reason]]));
    expect([refused, reports.flatMap(({ findings }) => findings), failed]).toEqual([[], [], []]);
    expect(interactions.length).toBeGreaterThan(calls.length - 3);
  },
);

test('a reply that the document does not describe is left out of an export, with the reason', async () => {
  const described = { rich: { spec: RICH } };
  await using emulator = await createEmulator({ port: 0, strict: true, documents: described });
  const { urls } = await emulator.createWorld();
  const headers = { 'x-vendouble-pact': '', 'content-type': 'application/json', authorization: 'Bearer abc' };
  await fetch(`${urls.rich}/api/pets/1`, { method: 'PATCH', headers, body: '{"name":5}' });
  expect(emulator.pacts('web').refused).toEqual([
    expect.stringMatching(/PATCH \/api\/pets\/1: the contract has no reply 4\d\d of edit$/),
  ]);
});
