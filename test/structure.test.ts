/** What `npm run check` refuses in the structure of the repository, each planted into a small tree of its own. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkStructure } from '../scripts/structure/check.ts';
import { ALLOWED } from '../scripts/structure/weak-maps.ts';
import { temporaryFolder } from './support/document.ts';

type Files = Readonly<Record<string, string>>;

const SOUND: Files = {
  'src/index.ts': "export { createThing } from './core/thing.ts';\n",
  'src/cli.ts': "import './cli/serve.ts';\n",
  'src/cli/serve.ts': "cli.command('start').option('--port <number>');\n",
  'src/core/thing.ts': 'export const createThing = (name: string): string => name;\n',
  'src/core/types.gen.ts': `export function generated(): void {\n${'  work();\n'.repeat(150)}}\n`,
  'inspector/src/app.tsx': 'export const App = null;\n',
  'test/thing.test.ts': "test('a thing has a name', () => {});\n",
  'specs/admin.yaml': 'components: { schemas: { Thing: { properties: { name: { enum: [one] } } } } }\n',
};

function findingsIn(planted: Files): readonly string[] {
  const root = temporaryFolder();
  for (const [file, text] of Object.entries({ ...SOUND, ...planted })) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return checkStructure(root);
}

const lines = (count: number): string =>
  `export function long(): void {\n${'  work();\n'.repeat(count - 2)}}\n`;

const parameters = (count: number): string => Array.from({ length: count }, (_, index) => `p${index}`).join();

describe('the check of the structure', () => {
  test('finds nothing in a sound tree', () => {
    expect(findingsIn({})).toEqual([]);
  });

  test.each<[string, Files, string]>([
    [
      'two files that import each other',
      { 'src/core/a.ts': "import './b.ts';\n", 'src/core/b.ts': "import './a.ts';\n" },
      'these files import each other: core/a.ts, core/b.ts',
    ],
    [
      'a circle of three files, of which one imports a type only',
      {
        'src/core/a.ts': "import type { B } from './b.ts';\n",
        'src/core/b.ts': "export * from './c.ts';\n",
        'src/core/c.ts': "export const c = () => import('./a.ts');\n",
      },
      'these files import each other: core/a.ts, core/b.ts, core/c.ts',
    ],
    [
      'an expectation behind an if',
      { 'test/if.test.ts': "test('a', () => {\n  if (Math.random() > 1) expect(1).toBe(2);\n});\n" },
      'test/if.test.ts:2 expects something in an if; choose the expected value by the condition, or write two tests',
    ],
    [
      'an import from a folder below',
      { 'src/core/a.ts': "import '../http/app.ts';\n", 'src/http/app.ts': '' },
      'src/core/a.ts imports src/http/app.ts, which is not above it',
    ],
    [
      'a vendor that imports more than core',
      { 'src/vendors/one/index.ts': "import '../two/index.ts';\n", 'src/vendors/two/index.ts': '' },
      'src/vendors/one/index.ts imports src/vendors/two/index.ts, which is not above it',
    ],
    [
      'a fourth file at the root',
      { 'src/a.ts': '', 'src/b.ts': '' },
      'src/ has 4 files at its root: a.ts, b.ts, cli.ts, index.ts; at most 3',
    ],
    ['a function of 101 lines', { 'src/core/a.ts': lines(101) }, 'src/core/a.ts:1 long has 101 lines'],
    [
      'a component of the page of 101 lines',
      { 'inspector/src/app.tsx': lines(101) },
      'inspector/src/app.tsx:1 long has 101 lines',
    ],
    [
      'two files of the page that import each other',
      { 'inspector/src/a.tsx': "import './b.tsx';\n", 'inspector/src/b.tsx': "import './a.tsx';\n" },
      'these files import each other: a.tsx, b.tsx',
    ],
    [
      'an arrow function with six parameters',
      { 'src/core/a.ts': `export const many = (${parameters(6)}) => 1;\n` },
      'src/core/a.ts:1 many has 6 parameters',
    ],
    [
      'a method with six parameters',
      { 'src/core/a.ts': `export class Thing { many(${parameters(6)}) {} }\n` },
      'src/core/a.ts:1 many has 6 parameters',
    ],
    [
      'a WeakMap without a reason',
      { 'src/core/a.ts': 'const seen = new WeakMap<object, string>();\n' },
      'src/core/a.ts keeps state in a WeakMap or WeakSet',
    ],
    [
      'a WeakSet without a reason',
      { 'src/core/a.ts': 'const seen = new WeakSet();\n' },
      'src/core/a.ts keeps state in a WeakMap or WeakSet',
    ],
    [
      'a private word in the name of a file',
      { 'src/core/hearing.ts': '' },
      'the file "src/core/hearing.ts" has the private word "hearing"; write observers',
    ],
    [
      'a private word in the name of a folder',
      { 'src/core/door/a.ts': '' },
      'the file "src/core/door/a.ts" has the private word "door"',
    ],
    [
      'a private word in the name of a file of the page',
      { 'inspector/src/keeping.tsx': '' },
      'the file "inspector/src/keeping.tsx" has the private word "keeping"',
    ],
    [
      'a private word in an exported function',
      { 'src/core/a.ts': 'export function judgeRequest(): void {}\n' },
      'in src/core/a.ts the export "judgeRequest" has the private word "judge"; write validate',
    ],
    [
      'a private word in an exported constant',
      { 'src/core/a.ts': 'export const MOST_DOORS = 1;\n' },
      'in src/core/a.ts the export "MOST_DOORS" has the private word "doors"',
    ],
    [
      'a private word in an exported type',
      { 'src/core/a.ts': 'export interface WorldWish { id: string }\n' },
      'in src/core/a.ts the export "WorldWish" has the private word "wish"',
    ],
    [
      'a private word in a name under which something is exported again',
      { 'src/core/a.ts': "export { createThing as heardThing } from './thing.ts';\n" },
      'in src/core/a.ts the export "heardThing" has the private word "heard"',
    ],
    [
      'a private word in the title of a test',
      { 'test/a.test.ts': "test('nobody is found', () => {});\n" },
      'in test/a.test.ts the test "nobody is found" has the private word "nobody"',
    ],
    [
      'a private word in the title of a table of tests',
      { 'test/a.test.ts': "test.each([1])('%s is told', () => {});\n" },
      'in test/a.test.ts the test "%s is told" has the private word "told"',
    ],
    [
      'a private word in a title with a value in it',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the planted file has the template
      { 'test/a.test.ts': 'describe(`${name} is told`, () => {});\n' },
      'in test/a.test.ts the test "… is told" has the private word "told"',
    ],
    [
      'a private word in an option of the command line',
      { 'src/cli/serve.ts': "cli.command('start').option('--show-standing');\n" },
      'the command or option "show-standing" has the private word "standing"',
    ],
    [
      'a private word in a command',
      { 'src/cli/serve.ts': "cli.command('tell <exchange>');\n" },
      'the command or option "tell <exchange>" has the private word "tell"',
    ],
    [
      'a private word in a member of the control plane',
      { 'specs/admin.yaml': 'components: { schemas: { Health: { properties: { turnedAway: {} } } } }\n' },
      'the name in the control plane "turnedAway" has the private word "turned"',
    ],
    [
      'a private word in a listed value of the control plane',
      { 'specs/admin.yaml': 'components: { schemas: { Event: { enum: [steered] } } }\n' },
      'the name in the control plane "steered" has the private word "steered"',
    ],
    [
      'a private word in a path of the control plane',
      { 'specs/admin.yaml': 'paths: { /__admin/strays: {} }\n' },
      'the name in the control plane "/__admin/strays" has the private word "strays"',
    ],
  ])('refuses %s', (_what, planted, finding) => {
    const findings = findingsIn(planted);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toContain(finding);
  });

  test.each<[string, Files]>([
    [
      'files that import one way',
      { 'src/core/a.ts': "import './b.ts';\n", 'src/core/b.ts': "import './thing.ts';\n" },
    ],
    ['an import from a folder above', { 'src/http/app.ts': "import '../core/thing.ts';\n" }],
    ['a third file at the root', { 'src/a.ts': '' }],
    ['a function of 100 lines', { 'src/core/a.ts': lines(100) }],
    [
      'five parameters, and six members of one object',
      {
        'src/core/a.ts': `export const a = (${parameters(5)}) => 1;\nexport const b = ({ ${parameters(6)} }) => 1;\n`,
      },
    ],
    ['a Map', { 'src/core/a.ts': 'const seen = new Map<object, string>();\n' }],
    [
      'a private word in a name that only its own file sees',
      { 'src/core/a.ts': 'const heard = 1;\nexport const observed = heard;\n' },
    ],
    ['a usual word that contains a private one', { 'src/core/a.ts': 'export const indoors = 1;\n' }],
    [
      'two words that are plain together',
      { 'test/a.test.ts': "test('the control plane can be turned off', () => {});\n" },
    ],
  ])('accepts %s', (_what, planted) => {
    expect(findingsIn(planted)).toEqual([]);
  });

  test('asks for a reason for each WeakMap that it allows', () => {
    for (const [file, reason] of Object.entries(ALLOWED))
      expect(reason.split(' ').length, file).toBeGreaterThan(4);
  });
});
