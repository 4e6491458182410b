/** Recordings of a vendor that differs from its contract, and of one that does not. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DriftFinding, DriftReport } from '../../src/drift/drift-finding.ts';
import { findDrift } from '../../src/drift/find-drift.ts';
import { readRecording } from '../../src/recordings/read-recording.ts';
import { createServices, findServedVendors } from '../../src/services/create-services.ts';
import { temporaryFolder } from '../support/document.ts';
import { petsDocument, proxyTo } from '../upstream/support.ts';
import { type Change, fakeVendor, liveOnce } from './fake-vendor.ts';
import { plantedDifferences } from './planted-differences.ts';

process.env.VENDOUBLE_RECORDING_KEYS = temporaryFolder();

/** Records lives of pets at a vendor and compares them. */
async function driftOf(
  seed: string,
  lives: number,
  change?: Change,
  newId?: () => string,
): Promise<DriftReport> {
  await using vendor = await fakeVendor(seed, newId);
  vendor.change = change;
  const folder = join(temporaryFolder(), 'recording');
  const emulator = await proxyTo(vendor.url, { record: folder });
  for (let number = 0; number < lives; number++) await liveOnce(emulator.url('pets'), number);
  await emulator.close();
  const documents = { pets: { spec: petsDocument, prefix: '/' } };
  const [service] = createServices(await findServedVendors(undefined, documents), { documents }, () => {});
  return findDrift(service ?? expect.fail('no service'), readRecording(folder));
}

const hasFinding = (findings: readonly DriftFinding[], operation: string, pointer: string): boolean =>
  findings.some((finding) => finding.operation === operation && finding.pointer.includes(pointer));

test('at least 48 of 50 planted differences are found', async () => {
  const missed: string[] = [];
  for (const { name, operation, pointer, change } of plantedDifferences('planted', 50)) {
    const { findings } = await driftOf(name, 1, change);
    if (!hasFinding(findings, operation, pointer)) missed.push(name);
  }
  expect(missed.length, missed.join('; ')).toBeLessThanOrEqual(2);
}, 120_000);

test('1,001 exchanges of a vendor that keeps its contract have no differences, whatever their ids, times and order', async () => {
  const { findings, exchanges, compared, replayed } = await driftOf('clean', 143);
  expect(findings).toEqual([]);
  expect([exchanges, compared]).toEqual([1_001, 1_001]);
  expect(replayed).toBeGreaterThan(800);
}, 120_000);

test('a vendor that gives the id of a deleted record again has no differences', async () => {
  const { findings, replayed } = await driftOf('reused', 3, undefined, () => 'pet-1');
  expect(findings).toEqual([]);
  expect(replayed).toBe(21);
});

test('a count that is equal to an identifier by chance is no difference', async () => {
  let made = 0;
  // Every pet weighs 4.5, and the first is called so.
  const { findings, replayed } = await driftOf('numbers', 6, undefined, () =>
    made++ === 0 ? '4.5' : `pet-${made}`,
  );
  expect(findings).toEqual([]);
  expect(replayed).toBeGreaterThan(30);
});

test('a vendor that makes its answers up is not compared with an emulator that keeps records', async () => {
  const { findings, compared, skipped } = await driftOf('forgetful', 5, (reply, operation) => {
    if (reply.status >= 300 || reply.body === undefined) return;
    const pet = {
      id: 'p1',
      name: 'anything',
      status: 'sold',
      weight: 4.5,
      createdAt: '2026-01-01T00:00:00Z',
    };
    reply.body = operation === 'listPets' ? [] : pet;
  });
  expect(findings).toEqual([]);
  expect(compared).toBe(35);
  expect(Object.keys(skipped)).toContain('not replayed: the vendor does not keep what it is sent');
});
