import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { vendouble } from '../support/command.ts';
import { temporaryFolder } from '../support/document.ts';
import { interactionOf, pactWith } from './support.ts';

const PETS = fileURLToPath(new URL('./documents/pets.yaml', import.meta.url));
const folder = temporaryFolder();
const old = readFileSync(PETS, 'utf8');

const written = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};

const pact = written(
  'web.json',
  JSON.stringify(
    pactWith([
      {
        ...interactionOf({
          state: 'a pet exists',
          params: { id: 'p1' },
          request: { path: '/pets/p1', headers: {} },
          response: { body: { name: 'Rex', born: '2020-01-31' } },
        }),
        description: 'reads a pet',
      },
      {
        ...interactionOf({
          state: '',
          request: { path: '/pets', headers: {} },
          response: { body: [{ colour: 'red' }] },
        }),
        description: 'was broken before',
      },
    ]),
    null,
    2,
  ),
);

const check = async (changed: string) => {
  const spec = written('new.yaml', changed);
  const args = ['pact', 'check', pact, '--spec', spec, '--against', PETS, '--format', 'json'];
  const { code, out } = await vendouble(args).ended;
  return { code, findings: JSON.parse(out).reports[0].findings };
};

test.each([
  ['a removed property', old.replace(', born: { type: string, format: date }', ''), 'field', 'property'],
  ['a changed type', old.replace('name: { type: string }', 'name: { type: integer }'), 'value', 'type'],
  [
    'a removed operation',
    old.replace('    get: { operationId: getPet', '    put: { operationId: getPet'),
    'route',
    'operation-removed',
  ],
])(
  'pact check --against reports what breaks by a change, with both places: %s',
  async (_what, changed, code, kind) => {
    expect(changed).not.toBe(old);
    const { code: exit, findings } = await check(changed);
    expect(exit).toBe(1);
    expect(findings).toMatchObject([
      {
        code,
        interaction: 'reads a pet',
        change: expect.stringContaining(kind),
        contract: { file: expect.stringContaining('new.yaml'), line: expect.any(Number) },
        before: { file: expect.stringContaining('pets.yaml'), line: expect.any(Number) },
      },
    ]);
  },
);

test('pact check --against passes a change that breaks no interaction, also where one was broken before', async () => {
  const added = old.replace('name: { type: string }', 'name: { type: string }, size: { type: integer }');
  expect(await check(added)).toEqual({ code: 0, findings: [] });
});
