/** The import table: who may know whom. A change that needs another row here is a change of design. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { vendors } from '../src/vendors/index.ts';

const root = fileURLToPath(new URL('../src', import.meta.url));
const files = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));

/** A room is a folder, or a file of the root by its name; each vendor is a room of its own. */
function roomOf(file: string): string {
  const [first = '', second = '', third] = file.split('/');
  if (first === 'vendors') return third === undefined ? 'vendors' : `vendors/${second}`;
  return second === '' ? first : `${first}/`;
}

interface Row {
  /** Rooms and files of ours. */
  readonly ours: readonly string[];
  readonly packages: readonly string[];
}

const VENDOR: Row = {
  ours: ['vendor.ts', 'handler.ts', 'ids.ts', 'secret.ts', 'state/store.ts'],
  packages: ['node:crypto'],
};

const TABLE: Readonly<Record<string, Row>> = {
  'vendor.ts': { ours: ['failure.ts', 'message.ts', 'ids.ts', 'state/store.ts'], packages: [] },
  'failure.ts': { ours: [], packages: [] },
  'message.ts': { ours: [], packages: [] },
  'handler.ts': { ours: ['vendor.ts'], packages: [] },
  'clock.ts': { ours: [], packages: [] },
  'ids.ts': { ours: [], packages: ['node:crypto'] },
  'secret.ts': { ours: [], packages: ['node:crypto'] },
  'thrown.ts': { ours: [], packages: [] },
  'foreign.ts': { ours: [], packages: [] },
  'refusal.ts': { ours: ['vendor.ts'], packages: [] },
  'contract/': {
    ours: ['vendor.ts', 'ids.ts'],
    packages: [
      'node:buffer',
      'node:fs',
      'node:module',
      'node:path',
      'ajv',
      'ajv-formats',
      'yaml',
      're2js',
      'json-schema-faker',
    ],
  },
  'coverage/': {
    ours: [
      'vendor.ts',
      'service.ts',
      'scenario.ts',
      'scenario-file.ts',
      'contract/',
      'control/journal.ts',
      'infer/paging-words.ts',
      'infer/words.ts',
    ],
    packages: ['node:fs', 'node:path', 'node:util'],
  },
  'infer/': {
    ours: ['vendor.ts', 'ids.ts', 'refusal.ts', 'secret.ts', 'contract/', 'state/store.ts'],
    packages: ['yaml'],
  },
  'pipeline/': {
    ours: ['vendor.ts', 'refusal.ts', 'contract/'],
    packages: ['@stoplight/prism-core', '@stoplight/types', 'fp-ts'],
  },
  'state/': {
    ours: [],
    packages: ['node:fs', 'node:path', 'node:sqlite', 'node:zlib', 'lowdb', 'sorted-btree'],
  },
  'control/': {
    ours: [
      'vendor.ts',
      'clock.ts',
      'ids.ts',
      'refusal.ts',
      'service.ts',
      'calls.ts',
      'scenario.ts',
      'scenario-file.ts',
      'contract/',
      'coverage/coverage.ts',
      'pact/',
      'state/store.ts',
    ],
    packages: ['fastest-levenshtein'],
  },
  'service.ts': { ours: ['vendor.ts', 'contract/', 'control/limits.ts'], packages: [] },
  'versions.ts': {
    ours: ['vendor.ts', 'config.ts', 'service.ts', 'contract/'],
    packages: ['node:path', 'node:timers', 'node:url'],
  },
  'reload.ts': {
    ours: ['vendor.ts', 'config.ts', 'service.ts', 'serving.ts', 'versions.ts', 'vendors'],
    packages: [],
  },
  'serving.ts': {
    ours: ['vendor.ts', 'config.ts', 'service.ts', 'versions.ts', 'infer/', 'vendors'],
    packages: [],
  },
  'wording.ts': {
    ours: [
      'vendor.ts',
      'refusal.ts',
      'service.ts',
      'contract/contract.ts',
      'contract/evidence.ts',
      'control/',
      'pipeline/',
    ],
    packages: [],
  },
  'answer.ts': {
    ours: [
      'thrown.ts',
      'vendor.ts',
      'ids.ts',
      'refusal.ts',
      'wording.ts',
      'service.ts',
      'contract/contract.ts',
      'control/',
      'pipeline/',
      'state/store.ts',
    ],
    packages: [],
  },
  'exchange.ts': {
    ours: [
      'vendor.ts',
      'answer.ts',
      'clock.ts',
      'wording.ts',
      'service.ts',
      'contract/schemas.ts',
      'control/',
    ],
    packages: ['node:timers'],
  },
  'calls.ts': {
    ours: [
      'vendor.ts',
      'ids.ts',
      'service.ts',
      'contract/contract.ts',
      'contract/media-type.ts',
      'pipeline/',
      'state/store.ts',
    ],
    packages: [],
  },
  'scenario.ts': {
    ours: ['vendor.ts', 'calls.ts', 'scenario-file.ts', 'service.ts', 'state/store.ts'],
    packages: ['node:path'],
  },
  'pact/': {
    ours: [
      'vendor.ts',
      'service.ts',
      'contract/',
      'control/nearest.ts',
      'control/secrets.ts',
      'pipeline/judge.ts',
    ],
    packages: ['node:fs', 'node:path', 'fast-xml-builder', 'fastest-levenshtein'],
  },
  'callbacks/': {
    ours: ['foreign.ts', 'ids.ts', 'service.ts', 'contract/', 'control/journal.ts'],
    packages: ['node:net'],
  },
  'scenario-file.ts': {
    ours: ['vendor.ts', 'contract/once.ts'],
    packages: ['node:fs', 'node:path', 'node:url', 'ajv'],
  },
  'admin/': { ours: ['vendor.ts', 'handler.ts', 'refusal.ts', 'control/', 'state/store.ts'], packages: [] },
  'http/': {
    ours: [
      'thrown.ts',
      'vendor.ts',
      'foreign.ts',
      'refusal.ts',
      'secret.ts',
      'service.ts',
      'exchange.ts',
      'control/calls.ts',
      'control/refusals.ts',
      'control/world.ts',
      'control/worlds.ts',
      'contract/json-text.ts',
      'contract/media-type.ts',
      'contract/pairs.ts',
    ],
    packages: [
      '@remix-run/multipart-parser',
      'node:crypto',
      'node:fs',
      'node:http',
      'node:net',
      'node:path',
      'node:stream',
      'node:timers',
      'node:url',
      'node:util',
      'express',
    ],
  },
  'config.ts': {
    ours: [
      'vendor.ts',
      'contract/evidence.ts',
      'contract/source.ts',
      'contract/yaml.ts',
      'control/limits.ts',
    ],
    packages: ['node:fs', 'ajv', 'ajv-formats'],
  },
  'listening.ts': { ours: ['config.ts', 'http/'], packages: ['node:http', 'node:net'] },
  'options.ts': {
    ours: [
      'vendor.ts',
      'clock.ts',
      'config.ts',
      'callbacks/send.ts',
      'contract/document.ts',
      'control/explain.ts',
      'http/deadlines.ts',
      'state/error.ts',
    ],
    packages: [],
  },
  'keeping.ts': { ours: ['config.ts', 'state/'], packages: [] },
  'hearing.ts': { ours: ['thrown.ts', 'callbacks/send.ts', 'control/', 'coverage/'], packages: [] },
  'plane.ts': {
    ours: [
      'vendor.ts',
      'ids.ts',
      'config.ts',
      'keeping.ts',
      'service.ts',
      'serving.ts',
      'versions.ts',
      'admin/',
      'control/',
      'http/guard.ts',
      'state/memory.ts',
    ],
    packages: [],
  },
  'emulator.ts': {
    ours: [
      'listening.ts',
      'vendor.ts',
      'clock.ts',
      'ids.ts',
      'config.ts',
      'options.ts',
      'keeping.ts',
      'hearing.ts',
      'plane.ts',
      'service.ts',
      'serving.ts',
      'versions.ts',
      'reload.ts',
      'scenario.ts',
      'callbacks/',
      'control/',
      'coverage/',
      'http/',
      'state/memory.ts',
    ],
    packages: [],
  },
  'commands/': {
    ours: [
      'thrown.ts',
      'vendor.ts',
      'callbacks/send.ts',
      'config.ts',
      'serving.ts',
      'versions.ts',
      'emulator.ts',
      'keeping.ts',
      'contract/',
      'control/explain.ts',
      'control/printable.ts',
      'control/tagged.ts',
      'control/tally.ts',
      'coverage/',
      'infer/',
      'pact/',
      'scenario.ts',
      'service.ts',
      'state/',
      'testing/pact.ts',
      'serving.ts',
      'vendors',
    ],
    packages: [
      'node:child_process',
      'node:events',
      'node:fs',
      'node:module',
      'node:os',
      'node:path',
      'node:url',
      'node:v8',
      'node:util',
      'cli-table3',
      'openapi-typescript',
      // In the texts that `init` writes.
      'vendouble',
    ],
  },
  'cli.ts': {
    ours: [
      'cli/',
      'commands/error.ts',
      'commands/node.ts',
      'commands/output.ts',
      'config.ts',
      'contract/document.ts',
      'coverage/files.ts',
      'pact/error.ts',
      'state/error.ts',
    ],
    packages: ['node:fs', 'commander'],
  },
  'cli/': { ours: ['commands/', 'contract/evidence.ts', 'pact/findings.ts'], packages: ['commander'] },
  'testing/': {
    ours: ['vendor.ts', 'refusal.ts', 'emulator.ts', 'control/', 'coverage/', 'pact/'],
    packages: ['node:fs', 'node:module', 'node:os', 'node:path', 'vitest'],
  },
  'index.ts': {
    ours: [
      'vendor.ts',
      'handler.ts',
      'clock.ts',
      'callbacks/send.ts',
      'config.ts',
      'emulator.ts',
      'contract/document.ts',
      'infer/',
      'control/',
      'scenario.ts',
      'ids.ts',
      'secret.ts',
      'state/error.ts',
      'state/store.ts',
    ],
    packages: [],
  },
  vendors: { ours: ['vendor.ts', 'vendors/'], packages: [] },
  'vendors/sequence': { ...VENDOR, packages: ['node:crypto', 'graphql'] },
};

const importsOf = (file: string): string[] =>
  ts
    .preProcessFile(readFileSync(join(root, file), 'utf8'), true, true)
    .importedFiles.map(({ fileName }) => fileName);

const packageOf = (name: string): string => {
  const parts = name.split('/');
  return name.startsWith('@')
    ? parts.slice(0, 2).join('/')
    : name.startsWith('node:')
      ? (parts[0] ?? name)
      : (parts[0] ?? name);
};

describe.each(files)('%s', (file) => {
  const room = roomOf(file);
  const row = TABLE[room] ?? (room.startsWith('vendors/') ? VENDOR : undefined);

  test('imports only what its room may know', () => {
    if (row === undefined) return expect.fail(`the room ${room} has no row in the table`);
    const strangers = importsOf(file).filter((name) => {
      if (!name.startsWith('.')) return !row.packages.includes(packageOf(name));
      const target = posix.normalize(posix.join(dirname(file), name));
      return (
        roomOf(target) !== room &&
        !row.ours.some(
          (known) =>
            target === known || (known.endsWith('/') ? target.startsWith(known) : roomOf(target) === known),
        )
      );
    });
    expect(strangers).toEqual([]);
  });

  test('reads neither the time nor chance behind the back of clock.ts and ids.ts', () => {
    if (['clock.ts', 'ids.ts'].includes(file)) return;
    const found = /Date\.now|new Date\(\)|Math\.random|randomUUID|randomBytes|performance\.now|hrtime/.exec(
      readFileSync(join(root, file), 'utf8'),
    );
    expect(found?.[0]).toBeUndefined();
  });
});

describe('the page at the root', () => {
  const page = fileURLToPath(new URL('../inspector/src', import.meta.url));
  const parts = readdirSync(page, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.tsx?$/.test(name),
  );

  test.each(parts)('knows of the emulator only what it answers: %s', (name) => {
    const file = join(page, name);
    const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
    const strangers = importedFiles
      .map(({ fileName }) => fileName)
      .filter((target) =>
        target.startsWith('.')
          ? relative(page, join(dirname(file), target)).startsWith('..') &&
            !target.endsWith('/src/admin/contract.gen.ts')
          : !['preact', '@preact/signals', 'eventsource-parser'].includes(packageOf(target)),
      );
    expect(strangers).toEqual([]);
  });

  test.each(parts)('makes markup of nothing that is text: %s', (name) => {
    expect(readFileSync(join(page, name), 'utf8')).not.toMatch(
      /innerHTML|outerHTML|insertAdjacent|document\.write|eval\(/,
    );
  });
});

test('outside the registry and the vendors themselves, no file names a vendor', () => {
  // By its title, or by its name as a literal: the name alone may be an ordinary word.
  const names = vendors.map(({ name, title }) => new RegExp(`\\b${title}\\b|['\`/]${name}['\`/]`));
  const naming = files
    .filter((file) => !file.startsWith('vendors/'))
    .filter((file) => names.some((name) => name.test(readFileSync(join(root, file), 'utf8'))));
  expect(naming).toEqual([]);
});

test('the package exports all that its own vendors import of the core', () => {
  const index = join(root, 'index.ts');
  const { compilerOptions } = ts.readConfigFile(join(root, '../tsconfig.json'), ts.sys.readFile).config;
  const { options } = ts.convertCompilerOptionsFromJson(compilerOptions, join(root, '..'));
  const program = ts.createProgram([index], options);
  const checker = program.getTypeChecker();
  const symbol = checker.getSymbolAtLocation(program.getSourceFile(index) ?? expect.fail('no index.ts'));
  const exported = checker.getExportsOfModule(symbol ?? expect.fail('index.ts exports nothing'));
  const known = new Set(exported.map(({ name }) => name));
  const missing = files
    .filter((file) => /^vendors\/.*\//.test(file))
    .flatMap((file) =>
      ts
        .createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest)
        .statements.filter(ts.isImportDeclaration)
        .filter(({ moduleSpecifier }) => /^\.\.\/\.\.\//.test((moduleSpecifier as ts.StringLiteral).text))
        .flatMap(({ importClause }) => {
          const names = importClause?.namedBindings;
          return names !== undefined && ts.isNamedImports(names) ? [...names.elements] : [];
        })
        .map(({ name, propertyName }) => (propertyName ?? name).text)
        .filter((name) => !known.has(name)),
    );
  expect(new Set(missing)).toEqual(new Set());
});

test('what the package exports is built from a file that is there', () => {
  const { exports } = JSON.parse(readFileSync(join(root, '../package.json'), 'utf8')) as {
    readonly exports: Readonly<Record<string, Readonly<Record<string, string>>>>;
  };
  const sources = Object.values(exports)
    .flatMap((conditions) => Object.values(conditions))
    .map((built) => built.replace(/^\.\/dist\//, '').replace(/(\.d\.ts|\.js)$/, '.ts'));
  expect(sources.filter((file) => !files.includes(file))).toEqual([]);
});
