/** What every vendor must do: one suite for each vendor and each version of its contract. */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { evidencesOf } from '../../src/commands/vendors.ts';
import type { Contract, Operation } from '../../src/contract/contract.ts';
import { loadValidContract } from '../../src/contract/validate-contract.ts';
import { createIds } from '../../src/core/ids.ts';
import type { Failure, Reply, Vendor } from '../../src/core/vendor.ts';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { specPath } from '../../src/services/contracts.ts';
import { vendors } from '../../src/vendors/index.ts';
import { badBodies } from '../support/bad-bodies.ts';
import { temporaryFolder } from '../support/document.ts';
import { type RawReply, request } from '../support/raw.ts';
import { introductionOf, OUR_ERRORS } from '../support/vendors.ts';

const contractsOf = (vendor: Vendor): readonly (readonly [string, Contract])[] =>
  Object.entries(vendor.versions).map(([version, { spec }]) => [
    version,
    loadValidContract(specPath(vendor.name, spec), vendor),
  ]);

const failures: readonly Failure[] = [
  { kind: 'route_not_found', method: 'GET', path: '/nothing' },
  { kind: 'method_not_allowed', method: 'PUT', path: '/users', allow: ['GET', 'POST'] },
  { kind: 'malformed_body', reason: 'Unexpected end of JSON input', text: '{' },
  { kind: 'body_too_large', limit: 1024 },
  { kind: 'unsupported_media_type', mediaType: 'text/plain' },
  { kind: 'unauthenticated', reason: 'missing' },
  { kind: 'unauthenticated', reason: 'malformed' },
  { kind: 'unauthenticated', reason: 'wrong' },
  { kind: 'unauthenticated', reason: 'insufficient' },
  { kind: 'forbidden', reason: 'scope' },
  {
    kind: 'invalid_request',
    issues: [
      {
        in: 'body',
        pointer: '/a',
        keyword: 'type',
        params: { type: 'string' },
        message: 'must be string',
        rule: '',
        value: 1,
      },
    ],
  },
  { kind: 'rate_limited', quota: { limit: 1, remaining: 0, window: 10, resetAt: 1_767_225_610 } },
  { kind: 'injected', status: 503 },
];

const isErrorStatus = (status: number): boolean => status >= 400 && status <= 599;

/** A path of the operation with something in every parameter. */
const pathOf = ({ bases, template }: Operation): string =>
  (bases[0] ?? '') + template.replace(/\{\w+\}/g, '1');

/** What every refused request gets. A vendor may have a 500 of its own, which its contract documents. */
function expectRefusal(reply: RawReply): void {
  const code = reply.headers['x-vendouble-error'];
  expect(OUR_ERRORS, reply.body).not.toContain(code);
  expect(reply.body).not.toMatch(/\n\s+at |node_modules|\/src\//);
  const ours = code !== undefined && code !== 'NO_ROUTE' && code !== 'NO_METHOD';
  expect(reply.headers['content-type'] === 'application/problem+json', reply.body).toBe(ours);
}

describe.each(vendors.map((vendor) => [vendor.name, vendor] as const))('%s', (name, vendor) => {
  const contracts = contractsOf(vendor);
  const { headers, wrong, accounts, versions = {} } = introductionOf(name);

  test.each(contracts)(
    'every operation, reply and error example of contract %s has a label for its evidence',
    (_version, { operations }) => {
      const silent = operations
        .filter((operation) => evidencesOf(operation).includes(undefined))
        .map(({ id }) => id);
      expect(silent).toEqual([]);
      const examples = operations.flatMap((operation) =>
        operation.responses
          .filter(({ status }) => !status.startsWith('2'))
          .flatMap((response) =>
            response.content.flatMap((content) =>
              content
                .examples()
                .filter(({ evidence }) => evidence === undefined)
                .map((example) => `${operation.id} ${response.status} ${example.name}`),
            ),
          ),
      );
      expect(examples).toEqual([]);
    },
  );

  test.each(contracts)(
    'contract %s has exactly one handler for each operation',
    (version, { operations }) => {
      const handled = Object.keys(vendor.versions[version]?.handlers ?? {});
      expect(handled.toSorted()).toEqual(operations.map(({ id }) => id).toSorted());
    },
  );

  test.each(
    failures.map(
      (failure) => [`${failure.kind}${'reason' in failure ? ` (${failure.reason})` : ''}`, failure] as const,
    ),
  )('renders the failure %s', (_kind, failure) => {
    let drawn = 0;
    const [version = ''] = Object.keys(vendor.versions);
    const reply: Reply = vendor.renderFailure(failure, {
      request: {
        method: 'GET',
        path: '/nothing',
        query: '',
        headers,
        body: { kind: 'none' },
        base: 'http://127.0.0.1/x',
      },
      version,
      operation: undefined,
      ids: createIds('1', () => ++drawn),
      now: new Date('2026-01-01T00:00:00Z'),
      options: {},
    });
    // A vendor may close the connection instead.
    const closed = reply.status === 0;
    expect(reply.status).toEqual(
      failure.kind === 'injected' ? 503 : closed ? 0 : expect.toSatisfy(isErrorStatus),
    );
    expect(reply.body === undefined).toBe(closed);
  });

  test("refuses a missing and a wrong credential with the vendor's error and writes nothing", async () => {
    const state = temporaryFolder();
    await using emulator = await createEmulator({ vendors: [name], port: 0, strict: true, state });
    for (const [version, contract] of contracts) {
      for (const operation of contract.operations.filter(({ security }) => security.length > 0)) {
        for (const given of [{}, wrong]) {
          const { authorization: _, ...rest } = { ...headers, ...versions[version] };
          const reply = await request(emulator.url(name), {
            method: operation.method,
            path: pathOf(operation),
            headers: { ...rest, ...given, 'content-type': 'application/json' },
            body: '{}',
          });
          expectRefusal(reply);
          expect(reply.status, `${operation.id} ${reply.body}`).toBeGreaterThanOrEqual(400);
          expect(reply.headers['x-vendouble-error']).toBeUndefined();
        }
      }
    }
    await emulator.close();
    expect(readdirSync(state)).toEqual(['lock']);
  });

  test("refuses an unknown path and an unknown method with the vendor's error, marked as such", async () => {
    await using emulator = await createEmulator({ vendors: [name], port: 0, strict: true });
    const nowhere = await request(emulator.url(name), { path: '/no/such/path/at/all', headers });
    expectRefusal(nowhere);
    expect([nowhere.status, nowhere.headers['x-vendouble-error']]).toEqual([404, 'NO_ROUTE']);
    const [[, contract] = expect.fail('no contract')] = contracts;
    const [operation = expect.fail('no operation')] = contract.operations;
    const verb = await request(emulator.url(name), {
      method: 'TRACE',
      path: pathOf(operation),
      headers,
    });
    expectRefusal(verb);
    expect(verb.status).toBeGreaterThanOrEqual(400);
  });

  test('every operation with a body refuses bad bodies and writes nothing', {
    timeout: 120_000,
  }, async () => {
    const state = temporaryFolder();
    await using emulator = await createEmulator({ vendors: [name], port: 0, strict: true, state });
    const taking = contracts.flatMap(([version, contract]) =>
      contract.operations.flatMap((operation) =>
        operation.body === undefined ? [] : [{ version, contract, operation }],
      ),
    );
    for (const { version, operation } of taking) {
      for (const { what, body, type = 'application/json', headers: extra, refusedBy, lenient } of badBodies) {
        if (lenient === true && vendor.lenient !== undefined) continue;
        const reply = await request(emulator.url(name), {
          method: operation.method,
          path: pathOf(operation),
          headers: { ...headers, ...versions[version], 'content-type': type, ...extra },
          body,
        });
        expectRefusal(reply);
        expect(reply.status, `${operation.id}: ${what}: ${reply.body}`).toBeGreaterThanOrEqual(400);
        const code = refusedBy === 'vendor' ? reply.headers['x-vendouble-error'] : refusedBy;
        expect(reply.headers['x-vendouble-error'], what).toBe(code);
      }
    }
    const next = await fetch(`${emulator.url()}/__admin/worlds`);
    expect(next.status).toBe(200);
    await emulator.close();
    expect(readdirSync(state)).toEqual(['lock']);
  });

  test('answers odd paths without an error of the emulator', async () => {
    await using emulator = await createEmulator({ vendors: [name], port: 0, strict: true });
    const [[, contract] = expect.fail('no contract')] = contracts;
    for (const { method, bases, template } of contract.operations.filter(({ parameters }) =>
      parameters.some((parameter) => parameter.in === 'path'),
    )) {
      for (const odd of [
        '%2F',
        '%00',
        '%zz',
        '%c0%af',
        '..%2f..%2fetc',
        '__proto__',
        'constructor',
        '%F0%9F%92%A5',
        'a%0d%0ab',
        'x'.repeat(3_000),
        '-1',
        '1e9',
      ]) {
        const reply = await request(emulator.url(name), {
          method,
          path: (bases[0] ?? '') + template.replace(/\{\w+\}/g, odd),
          headers,
        });
        expectRefusal(reply);
      }
    }
  });

  test('accepts only declared accounts and the account of a world, each with its own state', async () => {
    const [[, opensOne], [, opensTwo]] = accounts as [(typeof accounts)[0], (typeof accounts)[0]];
    await using emulator = await createEmulator({
      vendors: [name],
      port: 0,
      strict: true,
      accounts: { [name]: accounts.map(([account]) => account) },
    });
    const [[, contract] = expect.fail('no contract')] = contracts;
    const guarded =
      contract.operations.find(
        ({ method, security, template }) =>
          method === 'GET' && security.length > 0 && !template.includes('{'),
      ) ??
      contract.operations[0] ??
      expect.fail('no operation');
    const call = async (given: Readonly<Record<string, string>>): Promise<number> =>
      (
        await request(emulator.url(name), {
          method: guarded.method,
          path: pathOf(guarded),
          headers: {
            ...given,
            ...(guarded.body === undefined ? {} : { 'content-type': 'application/json' }),
          },
          ...(guarded.body === undefined ? {} : { body: '{}' }),
        })
      ).status;
    const refused = await call(headers);
    expect(refused).toBeGreaterThanOrEqual(400);
    const world = await emulator.createWorld();
    expect([
      await call(opensOne),
      await call(opensTwo),
      await call(emulator.headers(name, world.id)),
    ]).not.toContain(refused);
  });
});
