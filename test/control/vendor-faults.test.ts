/** Every error that a contract documents can be had on demand, in the vendor's words. */
import { describe, expect, test } from 'vitest';
import { loadValidContract } from '../../src/contract/validate-contract.ts';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { specPath } from '../../src/services/contracts.ts';
import { vendors } from '../../src/vendors/index.ts';
import { request } from '../support/raw.ts';
import { introductionOf } from '../support/vendors.ts';

const cases = vendors.flatMap((vendor) =>
  Object.keys(vendor.versions).map((version) => [vendor.name, version, vendor] as const),
);

describe.each(cases)('%s %s', (name, version, vendor) => {
  test('replies with each documented error that a fault asks for, within its contract', async () => {
    const contract = loadValidContract(specPath(name, vendor.versions[version]?.spec ?? ''), vendor);
    await using emulator = await createEmulator({ vendors: [name], port: 0, strict: true });
    const { headers, versions } = introductionOf(name);
    let asked = 0;
    for (const { id, method, template, bases, responses } of contract.operations) {
      const path = (bases[0] ?? '') + template.replace(/\{\w+\}/g, '1');
      for (const status of responses
        .map((response) => Number(response.status))
        .filter((known) => known >= 400)) {
        emulator.addFault({ vendor: name, operation: id, times: 1, status });
        const reply = await request(emulator.url(name), {
          method,
          path,
          headers: { ...headers, ...versions?.[version] },
        });
        expect([id, reply.status, reply.headers['x-vendouble-error'], reply.body]).toEqual([
          id,
          status,
          undefined,
          expect.any(String),
        ]);
        asked++;
      }
    }
    expect(asked).toBeGreaterThan(contract.operations.length / 2);
    expect(emulator.exchanges({ source: 'fault', limit: 1_000 }).length).toBe(Math.min(asked, 1_000));
  });
});
