import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadContract } from '../../src/contract/contract.ts';
import { createEmulator, type Emulator, specPath } from '../../src/emulator.ts';
import { checkPact } from '../../src/pact/check.ts';
import { parsePact } from '../../src/pact/file.ts';
import { verifyPacts } from '../../src/testing/pact.ts';
import { vendors } from '../../src/vendors/index.ts';
import { temporaryFolder } from '../support/document.ts';
import { introductionOf } from '../support/vendors.ts';
import { type Json, serviceOf } from './support.ts';
import { credentials, type Sent, traffic } from './traffic.ts';

const folder = temporaryFolder();

interface Interaction {
  readonly description: string;
  readonly providerStates?: readonly { readonly name: string }[];
  readonly request: Json;
  readonly response: {
    readonly status: number;
    readonly body?: { content: never };
    readonly matchingRules?: { body: Json };
  };
}

const interactionsOf = (emulator: Emulator): readonly Interaction[] =>
  emulator.pacts('web').pacts.flatMap(({ interactions }) => interactions as readonly Interaction[]);

async function tagged(base: string, { method, path, headers, body }: Sent, tag = ''): Promise<Response> {
  return fetch(base + path, {
    method,
    headers: { ...headers, 'x-vendouble-pact': tag },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}

/** Writes what is tagged to files, and has it verified and checked. */
async function verified(emulator: Emulator, vendor: string) {
  const { pacts, refused } = emulator.pacts('web');
  const files = pacts.map((pact, index) => {
    const file = join(folder, `${vendor}-${index}-${Math.abs(JSON.stringify(pact).length)}.json`);
    writeFileSync(file, JSON.stringify(pact, null, 2));
    return file;
  });
  const { interactions } = await verifyPacts({ vendor, pacts: files });
  const findings = pacts.flatMap(
    (pact) =>
      checkPact(parsePact(JSON.stringify(pact), 'web.json'), serviceOf(vendor), ['one-user', 'page-of-users'])
        .findings,
  );
  return {
    refused,
    count: interactions.length,
    failed: interactions
      .filter(({ ok }) => !ok)
      .map(({ description, reason }) => `${description}: ${reason}`),
    errors: findings
      .filter(({ severity }) => severity === 'error')
      .map(({ message, interaction }) => `${interaction}: ${message}`),
  };
}

describe.each(vendors.map((vendor) => [vendor.name, vendor] as const))('%s', (name, vendor) => {
  test.each([undefined, 'one user'])(
    'what an application did is exported and verified, beginning with %s',
    async (scenario) => {
      await using emulator = await createEmulator({ port: 0, strict: true, vendors: [name] });
      const { id, urls } = await emulator.createWorld({ scenario });
      let last: Record<string, unknown> = {};
      for (const step of traffic[name] ?? []) {
        const sent = typeof step === 'function' ? step(last) : step;
        const reply = await tagged(urls[name] ?? '', {
          ...sent,
          headers: { ...credentials[name], ...sent.headers },
        });
        last = JSON.parse((await reply.text()) || '{}');
      }
      emulator.deleteWorld(id);
      const { count, ...bad } = await verified(emulator, name);
      expect(bad).toEqual({ refused: [], failed: [], errors: [] });
      expect(count).toBeGreaterThanOrEqual((traffic[name]?.length ?? 0) - 2);
    },
  );

  test('each documented error is exported and verified', { timeout: 120_000 }, async () => {
    await using emulator = await createEmulator({ port: 0, strict: true, vendors: [name] });
    const { headers, wrong, versions = {} } = introductionOf(name);
    let documented = 0;
    const all = Object.entries(vendor.versions);
    for (const [version, { spec }] of new Set([all[0], all.at(-1)].filter((one) => one !== undefined))) {
      const contract = loadContract(specPath(name, spec), vendor);
      const world = await emulator.createWorld();
      const base = world.urls[name] ?? '';
      for (const operation of contract.operations) {
        const path = (contract.bases[0] ?? '') + operation.template.replace(/\{\w+\}/g, 'nobody');
        const own = { ...headers, ...versions[version], 'content-type': 'application/json' };
        const call = (more: Json, body?: string): Promise<Response> =>
          tagged(base, {
            method: operation.method,
            path,
            headers: Object.fromEntries(
              Object.entries({ ...own, ...more }).filter(([, value]) => value !== undefined),
            ) as Record<string, string>,
            ...(operation.body === undefined ? {} : { body: body ?? '{}' }),
          });
        await call({});
        await call({ authorization: undefined });
        await call(wrong);
        if (operation.body !== undefined) await call({}, '{');
        for (const { status } of operation.responses.filter((response) =>
          /^[45]\d\d$/.test(response.status),
        )) {
          emulator.addFault({ vendor: name, status: Number(status), times: 1 }, world.id);
          await call({});
          documented++;
        }
      }
    }
    const statuses = new Set(interactionsOf(emulator).map(({ response }) => response.status));
    const { count, ...bad } = await verified(emulator, `${name}`);
    expect(bad).toEqual({ refused: [], failed: [], errors: [] });
    expect([...statuses].some((status) => status >= 400)).toBe(true);
    expect(count).toBeGreaterThanOrEqual(Math.min(documented, 5));
  });
});
