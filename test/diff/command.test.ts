/** `vendouble diff` as its user runs it. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { vendouble } from '../support/command.ts';
import { temporaryFolder, writeDocuments } from '../support/document.ts';

const text = { type: 'string' };
const pet = { $ref: '#/components/schemas/Pet' };
const json = (schema: object): object => ({ content: { 'application/json': { schema } } });

const petsWith = (Pet: object, kinds: readonly string[], more: object = {}): object => ({
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pets': {
      get: {
        operationId: 'listPets',
        parameters: [{ name: 'sort', in: 'query', schema: { enum: kinds } }],
        responses: { 200: { description: 'Pets', ...json({ type: 'array', items: pet }) } },
      },
      post: {
        operationId: 'createPet',
        requestBody: json({ type: 'object', properties: { kind: { enum: kinds }, nick: text } }),
        responses: { 201: { description: 'A pet', ...json(pet) } },
      },
    },
    ...more,
  },
  components: { schemas: { Pet } },
});

const old = petsWith(
  { type: 'object', properties: { id: text, age: { type: 'integer' } } },
  ['cat', 'dog', 'fish'],
  { '/owners': { get: { operationId: 'listOwners', responses: { 204: { description: 'None' } } } } },
);
const next = petsWith({ type: 'object', properties: { id: text } }, ['cat', 'dog']);

function folderWith(files: Readonly<Record<string, unknown>>): string {
  return dirname(writeDocuments(files));
}

const folder = folderWith({ 'old.yaml': old, 'new.yaml': next, 'specs/a b.yaml': next });

const run = (...args: readonly string[]) => vendouble(['diff', ...args], { cwd: folder }).ended;

describe('vendouble diff', () => {
  test('reports each change once, with the operations that it concerns and both places', async () => {
    const { code, out, err } = await run('old.yaml', 'new.yaml');
    expect([code, err]).toEqual([1, '']);
    expect(out).toContain(
      [
        '  GET /pets: `[].age` in the reply 200 is no longer sent.',
        '  POST /pets: `age` in the reply 201 is no longer sent.',
        '    Stop reading it.',
        '    reply-property-removed  old.yaml:61 → new.yaml:48',
      ].join('\n'),
    );
    expect(out).toMatch(/^old\.yaml → new\.yaml: 5 breaking, 0 additive and 0 cosmetic changes$/m);
  });

  test('exits 1 for a change of the level that is asked for or a worse one, 0 for none, and 2 where it cannot run', async () => {
    const codes = await Promise.all([
      run('old.yaml', 'old.yaml', '--fail-on', 'cosmetic'),
      run('new.yaml', 'old.yaml', '--fail-on', 'breaking'),
      run('new.yaml', 'old.yaml', '--fail-on', 'additive'),
      run('old.yaml', 'new.yaml', '--fail-on', 'none'),
      run('old.yaml', 'nowhere.yaml'),
      run('old.yaml', 'new.yaml', '--format', 'html'),
    ]);
    expect(codes.map(({ code }) => code)).toEqual([0, 0, 1, 0, 2, 2]);
    expect(codes[0]?.out).toBe('old.yaml → old.yaml: no change\n');
    expect(codes[4]?.err).toContain('nowhere.yaml');
  });

  test('cannot run on what is no OpenAPI document', async () => {
    writeFileSync(join(folder, 'notes.yaml'), 'title: Notes\n');
    const { code, err } = await run('old.yaml', 'notes.yaml');
    expect([code, err.trimEnd().split('\n').length]).toEqual([2, 1]);
    expect(err).toContain('notes.yaml');
  });

  test('writes JSON with the place on both sides', async () => {
    const { out } = await run('old.yaml', 'new.yaml', '--format', 'json');
    const report = JSON.parse(out);
    expect(report.summary).toEqual({ breaking: 5, additive: 0, cosmetic: 0 });
    expect(report.changes).toContainEqual({
      kind: 'reply-property-removed',
      level: 'breaking',
      operation: { title: 'POST /pets', id: 'createPet' },
      part: { kind: 'reply', status: '201' },
      path: 'age',
      name: '',
      old: { file: 'old.yaml', line: 61, pointer: '/components/schemas/Pet/properties/age' },
      new: { file: 'new.yaml', line: 48, pointer: '/components/schemas/Pet' },
      message: '`age` in the reply 201 is no longer sent.',
      advice: 'Stop reading it.',
    });
  });

  test('writes annotations for GitHub at the lines of the new document', async () => {
    const { out } = await run('old.yaml', 'specs/a b.yaml', '--format', 'github');
    expect(out).toContain(
      '::error file=specs/a b.yaml,line=48,title=reply-property-removed::POST /pets: `age` in the reply 201 is no longer sent. Stop reading it.%0ABefore: old.yaml:61\n',
    );
  });

  test('writes a JUnit report in which each breaking change fails', async () => {
    const [{ out }, same] = await Promise.all([
      run('old.yaml', 'new.yaml', '--format', 'junit'),
      run('old.yaml', 'old.yaml', '--format', 'junit'),
    ]);
    expect(out.match(/<testcase /g)).toHaveLength(5);
    expect(out.match(/<failure /g)).toHaveLength(5);
    expect(out).toContain('<testsuite name="POST /pets" tests="2" failures="2">');
    expect(same.out).toContain('name="no change"');
  });

  test('writes SARIF whose results name a rule, a line and an address that is percent-encoded', async () => {
    const { out } = await run('old.yaml', 'specs/a b.yaml', '--format', 'sarif');
    const { version, runs } = JSON.parse(out);
    const [{ tool, results }] = runs;
    expect([version, tool.driver.name, results.length]).toEqual(['2.1.0', 'vendouble diff', 5]);
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
    expect(results[0]).toMatchObject({
      level: 'error',
      locations: [{ physicalLocation: { artifactLocation: { uri: 'specs/a%20b.yaml' } } }],
    });
  });
});

describe('vendouble diff --coverage', () => {
  /** The coverage of a consumer that lists pets by kind and creates a dog. */
  async function record(spec: string): Promise<string> {
    const coverage = join(temporaryFolder(), 'coverage');
    await using emulator = await createEmulator({
      documents: { pets: { spec } },
      vendors: [],
      port: 0,
      coverage,
    });
    await fetch(`${emulator.url('pets')}/pets?sort=fish`);
    await fetch(`${emulator.url('pets')}/pets`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"kind":"dog"}',
    });
    return coverage;
  }

  const forgetHashes = (coverage: string): void => {
    for (const name of readdirSync(coverage)) {
      const { documents: _hashes, ...rest } = JSON.parse(readFileSync(join(coverage, name), 'utf8'));
      writeFileSync(join(coverage, name), JSON.stringify(rest));
    }
  };

  test('reports which breaking changes the tests exercised', async () => {
    const coverage = await record(join(folder, 'old.yaml'));
    const { code, out, err } = await run('old.yaml', 'new.yaml', '--coverage', coverage);
    expect([code, err]).toEqual([1, '']);
    const lines = out.split('\n').filter((line) => /exercised/.test(line));
    expect(lines.map((line) => line.trim()).sort()).toEqual([
      'Your tests exercised 3 of the 5 breaking changes.',
      'exercised by your tests: reply 200 of listPets, once',
      'exercised by your tests: reply 201 of createPet, once',
      'exercised by your tests: value ?sort=fish of listPets, once',
      'not exercised by your tests: no calls of listOwners',
      'not exercised by your tests: no value kind=fish of createPet',
    ]);
    const { out: report } = await run('old.yaml', 'new.yaml', '--coverage', coverage, '--format', 'json');
    const removed = JSON.parse(report).changes.find(
      ({ kind }: { kind: string }) => kind === 'operation-removed',
    );
    expect(removed.exercise).toEqual({ hits: 0, what: 'calls of listOwners' });
  });

  test('takes a copy of the old document in another layout for the same', async () => {
    const coverage = await record(join(folder, 'old.yaml'));
    writeFileSync(join(folder, 'copy.json'), JSON.stringify(old));
    expect((await run('copy.json', 'new.yaml', '--coverage', coverage)).code).toBe(1);
  });

  test.each([
    ['was recorded against another document', 'new.yaml', 'was not recorded against old.yaml'],
    ['is of a version that kept no hash', 'old.yaml', 'was not recorded against old.yaml'],
  ])('cannot run where the coverage %s', async (_what, recorded, message) => {
    const coverage = await record(join(folder, recorded));
    if (recorded === 'old.yaml') forgetHashes(coverage);
    const { code, out, err } = await run('old.yaml', 'new.yaml', '--coverage', coverage);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });

  test('cannot run where there is no coverage', async () => {
    const { code, err } = await run('old.yaml', 'new.yaml', '--coverage', temporaryFolder());
    expect(code).toBe(2);
    expect(err).toContain('has no coverage; run your tests with --coverage');
  });
});
