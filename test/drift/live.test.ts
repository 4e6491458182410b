/** Drift of the vendor itself: only what may be asked, never harder than it allows, and nothing of the credential kept. */
import { readFileSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { askVendor, type LiveFlags } from '../../src/commands/ask-vendor.ts';
import { openRecordedVendor } from '../../src/commands/recorded-vendor.ts';
import { findPlace } from '../../src/drift/contract-place.ts';
import type { DriftReport } from '../../src/drift/drift-finding.ts';
import { findDrift } from '../../src/drift/find-drift.ts';
import { formatDrift } from '../../src/drift/format-drift.ts';
import { petsDocument, rawVendor, replyWith } from '../upstream/support.ts';

afterEach(() => vi.unstubAllEnvs());

const json = (status: string, body: unknown): string =>
  replyWith(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nConnection: close`,
    JSON.stringify(body),
  );

const PET = { id: 'p/1', name: 'Rex', createdAt: '2026-01-01T00:00:00Z' };

async function driftOf(
  reply: string | ((request: string) => string),
  flags: LiveFlags,
): Promise<{ readonly report: DriftReport; readonly requests: readonly string[] }> {
  await using vendor = await rawVendor((request, socket) => {
    socket.end(typeof reply === 'string' ? reply : reply(request));
  });
  const service = await openRecordedVendor(petsDocument, {});
  const { exchanges, basePath } = await askVendor(service, { to: vendor.url, pause: 0, ...flags });
  return { report: await findDrift(service, exchanges, basePath), requests: vendor.requests };
}

test('an item is asked for by the id that the list before it names, with the credential of the environment', async () => {
  vi.stubEnv('VENDOUBLE_LIVE_HEADER_AUTHORIZATION', 'Bearer sk_live_4eC39HqLyjWDarjtT1zdp7dc');
  const { report, requests } = await driftOf(
    (request) => json('200 OK', request.startsWith('GET /pets ') ? [PET] : { ...PET, breed: 'Pug' }),
    { operations: 'listPets,getPet' },
  );
  expect(requests.map((request) => request.split(' HTTP')[0])).toEqual(['GET /pets', 'GET /pets/p%2F1']);
  expect(requests[1]).toContain('authorization: Bearer sk_live_4eC39HqLyjWDarjtT1zdp7dc');
  expect(report.findings).toMatchObject([{ operation: 'getPet', pointer: '/breed', samples: ['live-2'] }]);
  expect(JSON.stringify(report)).not.toContain('4eC39HqLyjWDarjtT1zdp7dc');
});

test('annotations of GitHub and SARIF name the file and the line of the response that differs', async () => {
  await using vendor = await rawVendor((_, socket) => {
    socket.end(json('200 OK', [{ ...PET, breed: 'Pug' }]));
  });
  const service = await openRecordedVendor(petsDocument, {});
  const { exchanges } = await askVendor(service, { to: vendor.url, pause: 0, operations: 'listPets' });
  const report = await findDrift(service, exchanges);
  const budgeted = { open: report.findings, accepted: [], expired: [], unused: [] };
  const lines = readFileSync(petsDocument, 'utf8').split('\n');
  const line = lines.findIndex((text) => /\b200\b/.test(text)) + 1;
  const github = formatDrift('github', report, budgeted, findPlace(service));
  expect(github).toContain(
    `file=test/upstream/pets.yaml,line=${line},title=member-undocumented::listPets 200`,
  );
  const sarif = JSON.parse(formatDrift('sarif', report, budgeted, findPlace(service)));
  expect(sarif.runs[0].results[0].locations[0].physicalLocation).toEqual({
    artifactLocation: { uri: 'test/upstream/pets.yaml' },
    region: { startLine: line },
  });
  expect(formatDrift('github', report, budgeted, () => undefined)).not.toContain('file=');
});

test('the first 429 ends it', async () => {
  const { report, requests } = await driftOf(json('429 Slow', { message: 'slow' }), {
    operations: 'listPets,getPet',
    value: ['petId=1'],
  });
  expect(requests).toHaveLength(1);
  expect(report.findings).toEqual([]);
});

test.each([
  ['without operations', {}, 'these only read: listPets, getPet'],
  ['for an operation that changes something', { operations: 'createPet' }, 'createPet is POST'],
  ['for an unknown operation', { operations: 'getCat' }, 'no operation getCat'],
])('%s nothing is asked', async (_what, flags, message) => {
  await expect(driftOf(json('200 OK', []), flags)).rejects.toThrow(message);
});

test('an operation without a value for its path is skipped', async () => {
  const { requests } = await driftOf(json('200 OK', []), { operations: 'listPets,getPet' });
  expect(requests).toHaveLength(1);
});
