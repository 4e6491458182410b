/** What the calls of a consumer exercise of a contract: the figures are counted by hand. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fail, type Vendor } from '../../src/core/vendor.ts';
import type { CoverageView } from '../../src/coverage/coverage.ts';
import { clearCoverage, readCoverage } from '../../src/coverage/coverage-files.ts';
import { coverageLines } from '../../src/coverage/format-coverage.ts';
import { figureOf, mergeCoverage, totalOf } from '../../src/coverage/merge.ts';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { vendouble } from '../support/command.ts';
import { document, temporaryFolder, writeDocuments } from '../support/document.ts';
import { petshop } from '../support/petshop.ts';
import { admin, shopAt, startShop } from '../support/shop.ts';

const headers = { authorization: 'Bearer token' };

const send = (url: string, body: string, type = 'application/json'): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { ...headers, 'content-type': type }, body });

/** What was met, kind by kind, as `kind name` below its operation. */
const met = ({ contracts }: CoverageView): readonly string[] =>
  contracts.flatMap(({ items }) =>
    items.filter(({ hits }) => hits > 0).map(({ operation, kind, name }) => `${operation}: ${kind} ${name}`),
  );

const lists = (thing: object, examples: object): object => ({
  description: 'Something',
  content: { 'application/json': { schema: thing, examples } },
});

/** Two operations: one pages, one refuses whatever is sent. */
const things = (operationId = 'saveThing'): Vendor =>
  petshop({
    spec: writeDocuments({
      'things.yaml': document(
        {},
        {
          paths: {
            '/things': {
              get: {
                operationId: 'listThings',
                parameters: [
                  { name: 'page', in: 'query', schema: { type: 'integer', minimum: 1 } },
                  {
                    name: 'per_page',
                    in: 'query',
                    schema: { type: 'integer', minimum: 1, maximum: 50, default: 50 },
                  },
                  { name: 'order', in: 'query', schema: { enum: ['asc', 'desc'] } },
                ],
                responses: {
                  200: lists({ type: 'object' }, {}),
                  default: lists(
                    {},
                    { wrong: { 'x-failure': 'invalid_request', value: { error: 'wrong' } } },
                  ),
                },
              },
              post: {
                operationId,
                requestBody: {
                  content: {
                    'application/json': {
                      schema: {
                        type: 'object',
                        properties: {
                          kind: { enum: ['a', 'b'] },
                          tags: {
                            type: 'array',
                            items: { type: 'object', properties: { name: { type: 'string' } } },
                          },
                        },
                      },
                    },
                  },
                },
                responses: {
                  201: lists({}, {}),
                  409: lists({}, { taken: { 'x-failure': 'taken', value: { error: 'taken' } } }),
                  429: lists({}, {}),
                },
              },
            },
          },
        },
      ),
    }),
    handlers: {
      listThings: async () => ({ status: 200, body: { things: [] } }),
      [operationId]: async () => {
        throw fail('taken');
      },
    },
  });

describe('contract coverage', () => {
  test('counts 9 of 34 items for four calls to the petshop', async () => {
    await using emulator = await startShop({ coverage: temporaryFolder() });
    const url = emulator.url('petshop');
    await fetch(`${url}/pets?limit=2`, { headers });
    await send(`${url}/pets`, '{"name":"Rex"}');
    await send(`${url}/pets`, 'name=Tom&age=3', 'application/x-www-form-urlencoded');
    await fetch(`${url}/pets/nobody`, { headers });
    const view = emulator.coverage();
    expect(totalOf(view)).toEqual({ covered: 9, total: 34 });
    expect(met(view)).toEqual([
      'listPets: operation listPets',
      'listPets: reply 200',
      'listPets: parameter limit',
      'createPet: operation createPet',
      'createPet: reply 201',
      'createPet: property name',
      'createPet: property age',
      'getPet: operation getPet',
      'getPet: reply 404',
    ]);
  });

  test('counts 19 of 25 items for calls that page, send listed values and are refused', async () => {
    await using emulator = await startShop({ vendors: [things()], coverage: temporaryFolder() });
    const url = `${emulator.url('petshop')}/things`;
    await fetch(`${url}?order=asc`, { headers });
    await fetch(`${url}?page=0`, { headers });
    await fetch(`${url}?page=2&per_page=50`, { headers });
    await send(url, '{"kind":"a","tags":[{"name":"x"},{"other":1}]}');
    const view = emulator.coverage();
    expect(totalOf(view)).toEqual({ covered: 19, total: 25 });
    const [{ items } = expect.fail('nothing was called')] = view.contracts;
    expect(items.filter(({ hits }) => hits === 0).map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'value ?order=desc',
      'page per_page=1',
      'reply 201',
      'reply 429',
      'value kind=b',
      'limit rate-limit reply',
    ]);
  });

  test('counts every exchange, also those that the journal no longer keeps', async () => {
    await using emulator = await startShop({ coverage: temporaryFolder() });
    const shop = shopAt(emulator.url('petshop'));
    for (let count = 0; count < 3; count++) await shop.names();
    emulator.clearExchanges();
    const world = await emulator.createWorld();
    await shopAt(emulator.url('petshop'), emulator.headers('petshop', world.id)).names();
    emulator.deleteWorld(world.id);
    const [{ items } = expect.fail('nothing was called')] = emulator.coverage().contracts;
    expect(items.find(({ kind }) => kind === 'operation')?.hits).toBe(4);
  });

  test('counts vendor errors from faults, and nothing that the emulator refuses', async () => {
    await using emulator = await startShop({ vendors: [things()], coverage: temporaryFolder() });
    emulator.addFault({ failure: { kind: 'rate_limited' }, times: 1 });
    emulator.addFault({ abort: 'before', times: 1 });
    const url = `${emulator.url('petshop')}/things`;
    await send(url, '{}');
    await send(url, '{}').catch(() => undefined);
    await fetch(`${emulator.url('petshop')}/nowhere`, { headers });
    expect(met(emulator.coverage())).toEqual([
      'saveThing: operation saveThing',
      'saveThing: reply 429',
      'null: limit rate-limit reply',
    ]);
  });

  test('counts a refusal before a version is chosen for the first version', async () => {
    await using emulator = await createEmulator({
      vendors: ['intercom'],
      port: 0,
      coverage: temporaryFolder(),
    });
    const told = { ...headers, accept: 'text/html', 'intercom-version': '1.4' };
    expect((await fetch(`${emulator.url('intercom')}/users`, { headers: told })).status).toBe(406);
    const view = emulator.coverage();
    expect(view.contracts.map(({ version }) => version)).toEqual(['1.0']);
    expect(met(view)).toEqual([
      'findUsers: operation findUsers',
      'findUsers: reply 406',
      'findUsers: error 406 recorded',
    ]);
  });

  test('lists scenarios and faults that were not used', async () => {
    const scenarios = temporaryFolder();
    mkdirSync(join(scenarios, 'petshop'));
    for (const name of ['used', 'unused'])
      writeFileSync(join(scenarios, 'petshop', `${name}.json`), '{"description":"Mine","calls":[]}');
    await using emulator = await startShop({ scenarios, coverage: temporaryFolder() });
    await emulator.createWorld({ scenario: 'used' });
    emulator.addFault({ operation: 'listPets', status: 503, times: 1 });
    emulator.addFault({ operation: 'getPet', status: 503 });
    emulator.addFault({ operation: 'getPet', status: 503 });
    await shopAt(emulator.url('petshop')).create('Rex');
    await fetch(`${emulator.url('petshop')}/pets`, { headers });
    expect(coverageLines(emulator.coverage()).slice(1)).toEqual([
      'the scenario unused was never begun with',
      'a fault never struck: operation getPet, status 503, 2 times',
    ]);
  });

  test('adds up the files that several emulators write when they close', async () => {
    const folder = join(temporaryFolder(), 'new');
    for (const path of ['/pets', '/pets?limit=1', '/pets/nobody']) {
      await using emulator = await startShop({ coverage: folder });
      await fetch(`${emulator.url('petshop')}${path}`, { headers });
    }
    expect(readdirSync(folder)).toHaveLength(3);
    const view = mergeCoverage(readCoverage(folder));
    const [{ items } = expect.fail('nothing was called')] = view.contracts;
    expect([view.contracts.length, figureOf(items)]).toEqual([1, { covered: 5, total: 34 }]);
    expect(items.find(({ name }) => name === 'listPets')?.hits).toBe(2);
  });

  test('is returned by the control plane, which says so when coverage is off', async () => {
    await using emulator = await startShop();
    expect(await admin(emulator, 'GET', '/coverage')).toMatchObject({
      status: 409,
      body: { detail: 'coverage is not counted; start the emulator with --coverage' },
    });
    await using counting = await startShop({ coverage: temporaryFolder() });
    await shopAt(counting.url('petshop')).names();
    const { status, body } = await admin(counting, 'GET', '/coverage');
    expect([status, body]).toEqual([200, counting.coverage()]);
  });
});

describe('vendouble coverage', () => {
  const folder = temporaryFolder();
  const report = (...args: readonly string[]) => vendouble(['coverage', folder, ...args]).ended;

  test('writes text, JSON, HTML, JUnit and annotations, and fails where less is covered than was asked for', async () => {
    const odd = '<b>"&\u0001</b>';
    {
      await using emulator = await startShop({ vendors: [things(odd)], coverage: folder });
      await send(`${emulator.url('petshop')}/things`, '{"kind":"a"}');
    }
    const [text, json, html, junit, enough, github, called] = await Promise.all([
      report('--min', '25'),
      report('--format', 'json'),
      report('--format', 'html'),
      report('--format', 'junit'),
      report('--min', '20'),
      report('--format', 'github', '--min', '25'),
      report('--format', 'junit', '--min', '20', '--min-called', '90'),
    ]);
    expect([text.code, text.err]).toEqual([1, 'vendouble: 20 % covered, and 25 % are asked for\n']);
    expect(text.out).toMatch(/^not met of the operations called:\n {2}petshop .*: reply 201, reply 429, /);
    expect(text.out).toMatch(/^covered of the operations called: [\d.]+ % \(5 of \d+\)$/m);
    expect(called.code).toBe(1);
    expect(called.err).toMatch(
      /^vendouble: [\d.]+ % of the operations called is covered, and 90 % are asked for\n$/,
    );
    expect(called.out).toContain('<testsuite name="thresholds" tests="2" failures="1">');
    expect(text.out).toContain('petshop v1  5 of 25');
    expect(text.out).toMatch(/covered: 20 %\n$/);
    expect(enough.code).toBe(0);
    expect(JSON.parse(json.out)).toMatchObject({
      covered: 5,
      total: 25,
      percent: 20,
      called: { covered: 5 },
    });
    expect(html.out).toContain('&lt;b&gt;&quot;&amp;\ufffd&lt;/b&gt;');
    expect(html.out).not.toContain('<b>');
    expect(junit.out).toContain('<testsuite name="petshop v1" tests="25" failures="0" skipped="20">');
    expect(junit.out.match(/<testcase /g)).toHaveLength(25);
    expect(junit.out.match(/<skipped /g)).toHaveLength(20);
    expect(junit.out).not.toContain(odd);
    expect(github.code).toBe(1);
    expect(github.out.split('\n')).toEqual([
      '::notice title=contract coverage::petshop v1: 20 %25, 5 of 25%0Anot called: listThings',
      'covered: 20 %',
      '::error title=contract coverage::20 %25 covered, and 25 %25 are asked for',
      '',
    ]);
  });

  test.each<[string, (folder: string) => void, string]>([
    ['there is no coverage', () => {}, 'holds no coverage; run vendouble exec --coverage'],
    [
      'a file is not coverage of this version',
      (place) => writeFileSync(join(place, 'coverage-x.json'), '{"format":9}'),
      'is not coverage of this version; delete it and run again',
    ],
  ])('cannot run where %s: exit 2 and one line', async (_what, prepare, message) => {
    const place = temporaryFolder();
    prepare(place);
    const { code, err } = await vendouble(['coverage', place]).ended;
    expect([code, err.trimEnd().split('\n').length]).toEqual([2, 1]);
    expect(err).toContain(message);
  });
});

test('clearing a folder of coverage deletes the coverage of earlier runs and nothing else', async () => {
  const folder = temporaryFolder();
  {
    await using emulator = await startShop({ coverage: folder });
    await shopAt(emulator.url('petshop')).names();
  }
  expect(readCoverage(folder)).toHaveLength(1);
  const theirs = ['coverage.json', 'coverage-final.json.bak', 'lcov.info', 'my-coverage-a.json'];
  for (const name of theirs) writeFileSync(join(folder, name), '{}');
  clearCoverage(folder);
  expect(readdirSync(folder).toSorted()).toEqual(theirs.toSorted());
  expect(readCoverage(folder)).toEqual([]);
});
