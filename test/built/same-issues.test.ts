/** The built package finds in every request what the sources find: the same reply, the same broken rules, at the same places. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadValidContract } from '../../src/contract/validate-contract.ts';
import { createEmulator as createBuilt } from '../../src/emulator/create-emulator.ts';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../src/index.ts';
import { specPath } from '../../src/services/contracts.ts';
import { vendors } from '../../src/vendors/index.ts';
import { type KeptConnection, type KeptReply, keepConnection } from '../support/kept.ts';
import { isLong } from '../support/long.ts';
import { type Attempt, attemptsAt } from '../support/random-requests.ts';
import { introductionOf } from '../support/vendors.ts';

/** Requests to each operation, about half of them valid. */
const REQUESTS = isLong ? 400 : 12;

const cases = vendors.flatMap((vendor) =>
  Object.keys(vendor.versions).map((version) => [vendor.name, version, vendor] as const),
);

const options = (name: string): EmulatorOptions => ({
  vendors: [name],
  port: 0,
  strict: true,
  seed: 1,
  clock: '2026-01-01T00:00:00.000Z',
});

test('the two emulators are different code', () => expect(createBuilt).not.toBe(createEmulator));

describe.each(cases)('%s %s', (name, version, vendor) => {
  test(`the build and the sources give the same to ${REQUESTS} requests of each operation`, async () => {
    const contract = loadValidContract(specPath(name, vendor.versions[version]?.spec ?? ''), vendor);
    await using source = await createEmulator(options(name));
    await using built: Emulator = await createBuilt(options(name));
    using ofSource = keepConnection();
    using ofBuilt = keepConnection();
    const { headers, versions } = introductionOf(name);
    const answer = async (
      emulator: Emulator,
      connection: KeptConnection,
      attempt: Attempt,
    ): Promise<object> => {
      const { method, path, body, type } = attempt;
      const sends = body !== undefined && method !== 'GET' && method !== 'HEAD';
      const reply: KeptReply = await connection.send(
        method,
        emulator.url(name) + path,
        { ...headers, ...versions?.[version], ...(sends ? { 'content-type': type } : {}) },
        sends ? body : undefined,
      );
      const { date: _date, ...rest } = reply.headers;
      // Webhooks are signed with the clock of the computer.
      const { webhooks: _webhooks, ...explanation } = emulator.explain(
        String(reply.headers['x-vendouble-exchange']),
      );
      const text = JSON.stringify({ ...reply, headers: rest, explanation });
      return JSON.parse(text.replaceAll(emulator.url(), 'http://emulator')) as object;
    };
    for (const operation of contract.operations)
      for (const attempt of fc.sample(attemptsAt(contract, operation), { numRuns: REQUESTS, seed: 7 }))
        expect(await answer(built, ofBuilt, attempt), JSON.stringify(attempt)).toEqual(
          await answer(source, ofSource, attempt),
        );
  }, 240_000);
});
