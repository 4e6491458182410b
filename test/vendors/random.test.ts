/** Random requests made from a vendor's contract, valid and broken: no emulator error, no drift. Ten thousand in `test:long`. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadValidContract } from '../../src/contract/validate-contract.ts';
import type { Vendor } from '../../src/core/vendor.ts';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { specPath } from '../../src/services/contracts.ts';
import { vendors } from '../../src/vendors/index.ts';
import { keepConnection } from '../support/kept.ts';
import { isLong } from '../support/long.ts';
import { attempts } from '../support/random-requests.ts';
import { introductionOf, OUR_ERRORS } from '../support/vendors.ts';

const RUNS = isLong ? 10_000 : 2_000;
/** Of a version that shares most of its contract with the first. */
const LATER_RUNS = RUNS / 5;

const cases = vendors.flatMap((vendor) =>
  Object.keys(vendor.versions).map((version, index): [string, string, Vendor, number] => [
    vendor.name,
    version,
    vendor,
    index === 0 ? RUNS : LATER_RUNS,
  ]),
);

describe.each(cases)('%s %s', (name, version, vendor, runs) => {
  test(`answers ${runs} random requests without an error or drift`, { timeout: 240_000 }, async () => {
    const contract = loadValidContract(specPath(name, vendor.versions[version]?.spec ?? ''), vendor);
    await using emulator = await createEmulator({
      vendors: [name],
      port: 0,
      strict: true,
      seed: 1,
      clock: '2026-01-01T00:00:00.000Z',
    });
    using connection = keepConnection();
    const base = emulator.url(name);
    const introduction = introductionOf(name);
    const headers = { ...introduction.headers, ...introduction.versions?.[version] };
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(attempts(contract), async ({ method, path, body, type }) => {
        const sends = body !== undefined && method !== 'GET' && method !== 'HEAD';
        const reply = await connection.send(
          method,
          `${base}${path}`,
          { ...headers, ...(sends ? { 'content-type': type } : {}) },
          sends ? body : undefined,
        );
        const kind = `${Math.floor(reply.status / 100)}xx`;
        seen.set(kind, (seen.get(kind) ?? 0) + 1);
        const { 'x-vendouble-error': error, 'x-vendouble-drift': drift } = reply.headers;
        if (drift !== undefined || OUR_ERRORS.some((ours) => ours === error))
          expect.fail(`${error ?? drift}: ${reply.text}`);
      }),
      { numRuns: runs, seed: 20_260_101 },
    );
    expect(seen.get('2xx')).toBeGreaterThan(runs / 20);
    // What is left are redirections, and errors of the vendor's own that its contract documents.
    expect((seen.get('4xx') ?? 0) + (seen.get('2xx') ?? 0)).toBeGreaterThan(runs * 0.8);
  });
});
