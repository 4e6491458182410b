import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openContract } from '../../src/contract/contract.ts';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { checkPact } from '../../src/pact/check-pact.ts';
import { parsePact } from '../../src/pact/read-pact.ts';
import { writePacts } from '../../src/pact/write-pacts.ts';
import { specPath } from '../../src/services/contracts.ts';
import { verifyPacts } from '../../src/testing/pact.ts';
import { vendors } from '../../src/vendors/index.ts';
import { vendouble } from '../support/command.ts';
import { temporaryFolder } from '../support/document.ts';
import { isLong } from '../support/long.ts';
import { admin } from '../support/shop.ts';
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
  const reports = await Promise.all(
    pacts.map((pact) => checkPact(parsePact(JSON.stringify(pact), 'web.json'), serviceOf(vendor), {})),
  );
  const findings = reports.flatMap((report) => report.findings);
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
    'the exported calls of an application verify, with the initial state %s',
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

  test('each documented error can be exported and verified', { timeout: 120_000 }, async () => {
    await using emulator = await createEmulator({ port: 0, strict: true, vendors: [name] });
    const { headers, wrong, versions = {} } = introductionOf(name);
    let documented = 0;
    const all = Object.entries(vendor.versions);
    for (const [version, { spec }] of new Set([all[0], all.at(-1)].filter((one) => one !== undefined))) {
      const contract = openContract(specPath(name, spec), vendor);
      const world = await emulator.createWorld();
      const base = world.urls[name] ?? '';
      for (const [turn, operation] of contract.operations.entries()) {
        const path = (operation.bases[0] ?? '') + operation.template.replace(/\{\w+\}/g, 'nobody');
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
        const failing = operation.responses
          .filter(({ status }) => /^[45]\d\d$/.test(status))
          .map(({ status }) => () => {
            emulator.addFault({ vendor: name, status: Number(status), times: 1 }, world.id);
            documented++;
            return call({});
          });
        const ways = [
          () => call({}),
          () => call({ authorization: undefined }),
          () => call(wrong),
          ...(operation.body === undefined ? [] : [() => call({}, '{')]),
          ...failing,
        ];
        // The verifier takes its time for each; in turn, every operation fails and every way occurs.
        const tried = isLong ? ways : ways.filter((_, way) => (way + turn) % ways.length < 2);
        for (const go of tried) await go();
      }
    }
    const statuses = new Set(interactionsOf(emulator).map(({ response }) => response.status));
    const { count, ...bad } = await verified(emulator, `${name}`);
    expect(bad).toEqual({ refused: [], failed: [], errors: [] });
    expect([...statuses].some((status) => status >= 400)).toBe(true);
    expect(count).toBeGreaterThanOrEqual(Math.min(documented, 5));
  });
});

const shop = { vendors: ['engage'], port: 0, strict: true };
const engage = credentials.engage ?? {};
const create: Sent = {
  method: 'POST',
  path: '/v1/users',
  headers: { ...engage, 'content-type': 'application/json' },
  body: { id: 'u1', email: 'a@example.com', device_token: 'abc', device_platform: 'ios' },
};

test('an export matches generated values by type, masks secrets, and lists equal behaviour once', async () => {
  await using emulator = await createEmulator(shop);
  const base = emulator.url('engage');
  await tagged(base, create, 'a user is created');
  await tagged(
    base,
    { ...create, body: { id: 'u2', email: 'b@example.com', device_token: 'abc', device_platform: 'ios' } },
    'a user is created',
  );
  await fetch(`${base}/v1/users/u1`, { headers: engage });
  const all = interactionsOf(emulator);
  expect(all).toHaveLength(1);
  const [{ description, request, response } = expect.fail('nothing')] = all;
  expect(description).toBe('a user is created');
  expect(request).toMatchObject({
    headers: { authorization: ['Basic ***'] },
    body: { content: { id: 'u1', device_token: '***' } },
    generators: { header: { authorization: { type: 'ProviderState' } } },
  });
  expect(JSON.stringify(all)).not.toContain('abc');
  expect(response.matchingRules?.body).toMatchObject({
    '$.id': { matchers: [{ match: 'regex', regex: '^[0-9a-f]{24}$' }] },
    '$.uid': { matchers: [{ match: 'type' }] },
    '$.email': { combine: 'OR', matchers: [{ match: 'type' }, { match: 'null' }] },
    '$.devices': { matchers: [{ match: 'type', min: 1 }] },
    '$.devices[*].platform': { matchers: [{ match: 'regex', regex: '^(?:android|ios)$' }] },
    '$.created_at': { matchers: [{ match: 'regex' }] },
  });
});

test('calls can be tagged later over HTTP, with the states of their world', async () => {
  await using emulator = await createEmulator(shop);
  const { id, urls } = await emulator.createWorld({ scenario: 'one user' });
  const reply = await fetch(`${urls.engage}/v1/users/u1`, { headers: engage });
  await fetch(`${urls.engage}/v1/users/u2`, { headers: engage });
  const exchange = reply.headers.get('x-vendouble-exchange');
  const body = { exchanges: [exchange], description: 'the user is read' };
  expect(await admin(emulator, 'POST', `/exchanges/tag?world=${id}`, body)).toEqual({
    status: 200,
    body: { tagged: 1 },
  });
  expect(await admin(emulator, 'GET', '/pact/export?consumer=web')).toMatchObject({
    status: 200,
    body: {
      refused: [],
      pacts: [
        { interactions: [{ description: 'the user is read', providerStates: [{ name: 'one user' }] }] },
      ],
    },
  });
  expect((await admin(emulator, 'POST', `/exchanges/tag?world=${id}`, { exchanges: ['w1-9'] })).status).toBe(
    404,
  );
  expect((await admin(emulator, 'DELETE', '/exchanges/tag')).status).toBe(204);
  expect(emulator.pacts('web')).toEqual({ pacts: [], refused: [] });
});

test('an export leaves out calls that no pact can express, with the reason', async () => {
  await using emulator = await createEmulator(shop);
  const base = emulator.url('engage');
  emulator.addFault({ vendor: 'engage', truncate: 3, times: 1 });
  await tagged(base, create)
    .then((reply) => reply.text())
    .catch(() => undefined);
  await tagged(base, { method: 'GET', path: '/v1/nowhere', headers: engage });
  await emulator.restore(await emulator.snapshot());
  await tagged(base, { method: 'GET', path: '/v1/users', headers: engage });
  expect(emulator.pacts('web').pacts).toEqual([]);
  expect(emulator.pacts('web').refused).toEqual([
    expect.stringMatching(/POST \/v1\/users: its connection or its state was disturbed/),
    expect.stringMatching(/GET \/v1\/nowhere: the contract has no such operation/),
    expect.stringMatching(/GET \/v1\/users: its world was put back from a snapshot/),
  ]);
});

test('an export refuses calls that follow a manual change of records', async () => {
  await using emulator = await createEmulator(shop);
  const base = emulator.url('engage');
  await tagged(base, create, 'a user is created');
  const { records } = await emulator.records('engage', 'users');
  const [user] = records as readonly { readonly id: string }[];
  await emulator.deleteRecord({ vendor: 'engage', collection: 'users', key: user?.id ?? '' });
  await tagged(base, { method: 'GET', path: '/v1/users', headers: engage }, 'no user is listed');
  await emulator.reset();
  await emulator.undo();
  await tagged(base, { method: 'GET', path: '/v1/users', headers: engage }, 'none is listed');
  expect(emulator.pacts('web').refused).toEqual([
    expect.stringMatching(/a record was deleted by hand before it/),
    expect.stringMatching(/its records were taken back before it/),
  ]);
});

test('pact export writes files, merges into them, and never changes those of another consumer', async () => {
  const out = temporaryFolder();
  await using emulator = await createEmulator(shop);
  const run = (consumer: string) =>
    vendouble(['pact', 'export', '--consumer', consumer, '--out', out, '--url', emulator.url()]).ended;
  const nothing = await run('web');
  expect([nothing.code, nothing.out, nothing.err]).toEqual([
    1,
    '',
    expect.stringContaining('nothing to export'),
  ]);
  const base = emulator.url('engage');
  await tagged(base, create, 'a user is created');
  const file = join(out, 'web-engage.json');
  expect(await run('web')).toMatchObject({ code: 0, out: `${file}\n`, err: '' });
  emulator.clearTagged();
  await tagged(base, { method: 'GET', path: '/v1/users/nobody', headers: engage }, 'nobody is read');
  await tagged(base, create, 'a user is created');
  await run('web');
  const { interactions } = JSON.parse(readFileSync(file, 'utf8'));
  expect(interactions.map(({ description }: Interaction) => description)).toEqual([
    'a user is created',
    'nobody is read',
    'a user is created',
  ]);

  const theirs = JSON.stringify({
    consumer: { name: 'mobile' },
    provider: { name: 'engage' },
    interactions: [],
    metadata: { pactSpecification: { version: '4.0' } },
  });
  writeFileSync(file, theirs);
  const refused = await run('web');
  expect([refused.code, refused.out]).toEqual([2, '']);
  expect(refused.err).toMatch(/web-engage\.json is between mobile and engage; move it/);
  expect(readFileSync(file, 'utf8')).toBe(theirs);
  writeFileSync(file, 'no pact');
  expect(await run('web')).toMatchObject({ code: 2, err: expect.stringMatching(/is not a pact/) });
  expect(readdirSync(out)).toEqual(['web-engage.json']);
});

test('an interaction that rests on earlier calls takes the place of the same one of an earlier run', async () => {
  const out = temporaryFolder();
  const run = async (clock: string, status: number): Promise<readonly Interaction[]> => {
    await using emulator = await createEmulator({ ...shop, clock });
    await fetch(`${emulator.url('engage')}/v1/users`, { ...create, body: '{"id":"u1"}' } as RequestInit);
    const path = status === 200 ? '/v1/users/u1' : '/v1/users/u2';
    await tagged(emulator.url('engage'), { method: 'GET', path, headers: engage }, 'the user is read');
    const [file = ''] = writePacts(out, emulator.pacts('web').pacts);
    return JSON.parse(readFileSync(file, 'utf8')).interactions;
  };
  const first = await run('2026-01-01T00:00:00.000Z', 200);
  expect(first.map(({ providerStates }) => providerStates?.map(({ name }) => name))).toEqual([
    ['these calls were made'],
  ]);
  const second = await run('2027-01-01T00:00:00.000Z', 404);
  expect(second.map(({ response }) => response.status)).toEqual([404]);
});
