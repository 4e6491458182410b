/** What is served follows its files, as its user sees it. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { stringify } from 'yaml';
import { type Run, vendouble } from '../support/command.ts';
import { temporaryFolder, writeDocuments } from '../support/document.ts';

const json = (schema: object): object => ({ content: { 'application/json': { schema } } });

const pets = (pet: object, more: object = {}): Record<string, unknown> => ({
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pets': {
      get: {
        operationId: 'listPets',
        responses: { 200: { description: 'All', ...json({ type: 'array', items: pet }) } },
      },
      post: {
        operationId: 'addPet',
        requestBody: { required: true, ...json(pet) },
        responses: { 201: { description: 'Added', ...json(pet) }, 400: { description: 'Bad', ...json({}) } },
      },
    },
    '/pets/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
      get: { operationId: 'getPet', responses: { 200: { description: 'One', ...json(pet) } } },
    },
    ...more,
  },
});
const pet = (longest: number): object => ({
  type: 'object',
  required: ['id', 'name'],
  properties: {
    id: { type: 'integer', readOnly: true },
    name: { type: 'string', maxLength: longest },
  },
});

function watching(args: readonly string[], cwd: string): Run {
  const run = vendouble([...args, '--watch', '--port', '0', '--ephemeral'], { cwd });
  onTestFinished(async () => {
    run.process.kill('SIGTERM');
    await run.ended;
  });
  return run;
}

const post = async (url: string, name: string): Promise<number> =>
  (
    await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name }),
    })
  ).status;
const names = async (url: string): Promise<string[]> =>
  ((await (await fetch(url)).json()) as { name: string }[]).map(({ name }) => name);

test('vendouble start --watch serves an edited document, reports the place in a broken one, and keeps records', async () => {
  const spec = writeDocuments({ 'pets.yaml': pets(pet(3)) });
  const run = watching(['./pets.yaml'], dirname(spec));
  const url = `${await run.ready}/pets`;
  await run.says(/^watching: 1 files/m);
  expect([await post(url, 'Rex'), await post(url, 'Bella')]).toEqual([201, 400]);

  writeFileSync(spec, `paths: [\n${stringify(pets(pet(5)))}`);
  await run.warns(/pets\.yaml:\d+: .+\n/);
  await run.warns(/pets\.yaml changed and cannot be used; what was served before goes on/);
  expect([await post(url, 'Bella'), await names(url)]).toEqual([400, ['Rex']]);

  // As most editors save: another file takes the place.
  writeFileSync(`${spec}.tmp`, stringify(pets(pet(9))));
  renameSync(`${spec}.tmp`, spec);
  await run.says(/^reloaded: pets\.yaml$/m);
  expect([await post(url, 'Bella'), await names(url)]).toEqual([201, ['Rex', 'Bella']]);
});

test('vendouble start --watch watches the files that a document refers to, also missing ones', async () => {
  const spec = writeDocuments({
    'pets.yaml': pets({ $ref: './schemas/pet.yaml' }),
    'schemas/pet.yaml': pet(3),
  });
  const cwd = dirname(spec);
  const run = watching(['./pets.yaml'], cwd);
  const url = `${await run.ready}/pets`;
  await run.says(/^watching: 2 files/m);
  writeFileSync(join(cwd, 'schemas/pet.yaml'), stringify(pet(5)));
  await run.says(/^reloaded: schemas\/pet\.yaml$/m);
  expect(await post(url, 'Bella')).toBe(201);

  writeFileSync(spec, stringify(pets({ $ref: './other/pet.yaml' })));
  await run.warns(/other\/pet\.yaml cannot be read: it is not there/);
  mkdirSync(join(cwd, 'other'));
  writeFileSync(join(cwd, 'other/pet.yaml'), stringify(pet(9)));
  await run.says(/^reloaded: .*other\/pet\.yaml/m);
  expect(await post(url, 'Bellatrix')).toBe(201);
});

test('vendouble start --watch watches a folder that is deleted and created again', async () => {
  const spec = writeDocuments({
    'pets.yaml': pets({ $ref: './schemas/pet.yaml' }),
    'schemas/pet.yaml': pet(3),
    'next/pet.yaml': pet(5),
  });
  const cwd = dirname(spec);
  const run = watching(['./pets.yaml'], cwd);
  const url = `${await run.ready}/pets`;
  await run.says(/^watching: 2 files/m);
  rmSync(join(cwd, 'schemas'), { recursive: true });
  renameSync(join(cwd, 'next'), join(cwd, 'schemas'));
  await run.says(/^reloaded: .*schemas\/pet\.yaml/m);
  expect([await post(url, 'Bella'), await post(url, 'Barnaby')]).toEqual([201, 400]);
  writeFileSync(join(cwd, 'schemas/pet.yaml'), stringify(pet(9)));
  await run.says(/^reloaded: [\s\S]*\nreloaded: schemas\/pet\.yaml/m);
  expect(await post(url, 'Barnaby')).toBe(201);
});

test('vendouble start --watch prints warnings at start, and only new ones after an edit', async () => {
  const odd = (...values: unknown[]): object =>
    pets(pet(9), {
      '/odd': {
        get: {
          operationId: 'odd',
          responses: {
            200: {
              description: 'Odd',
              content: {
                'application/json': {
                  schema: { type: 'integer' },
                  examples: Object.fromEntries(values.map((value, index) => [`e${index}`, { value }])),
                },
              },
            },
          },
        },
      },
    });
  const spec = writeDocuments({ 'pets.yaml': odd(1, 'two') });
  const run = watching(['./pets.yaml'], dirname(spec));
  await run.ready;
  await run.says(/^watching: /m);
  await run.warns(/^warning: pets\.yaml:\d+ #\/paths\/~1odd\/get\/.*e1.*: .+\n/m);
  writeFileSync(spec, stringify(odd(1, ...Array.from({ length: 30 }, (_, index) => `text ${index}`))));
  await run.warns(/^warning: and \d+ more$/m);
  run.process.kill('SIGTERM');
  const { err } = await run.ended;
  expect(err.match(/^warning: pets/gm)).toHaveLength(21);
});

test('vendouble start --watch watches an overlay', async () => {
  const spec = writeDocuments({
    'pets.yaml': pets(pet(9)),
    'overlay.yaml': { overlay: '1.0.0', info: { title: 'o', version: '1' }, actions: [] },
  });
  const run = watching(['./pets.yaml', '--overlay', 'overlay.yaml'], dirname(spec));
  const url = `${await run.ready}/pets`;
  await run.says(/^watching: 2 files/m);
  expect((await fetch(url)).headers.get('x-vendouble-source')).toBe('inferred');
  const actions = [{ target: "$.paths['/pets']", update: { 'x-vendouble-resource': false } }];
  writeFileSync(
    join(dirname(spec), 'overlay.yaml'),
    stringify({ overlay: '1.0.0', info: { title: 'o', version: '1' }, actions }),
  );
  await run.says(/^reloaded: overlay\.yaml$/m);
  expect((await fetch(url)).headers.get('x-vendouble-source')).toBe('generated');
});

test('vendouble start --watch watches scenarios, and reports one that cannot be read', async () => {
  const cwd = temporaryFolder();
  const scenario = (name: string): string =>
    JSON.stringify({ description: name, calls: [{ operation: 'addPet', body: { name } }] });
  writeFileSync(join(cwd, 'pets.yaml'), stringify(pets(pet(9))));
  writeFileSync(
    join(cwd, 'vendouble.config.yaml'),
    'scenarios: scenarios\ndocuments: { pets: { spec: pets.yaml } }\n',
  );
  mkdirSync(join(cwd, 'scenarios/pets'), { recursive: true });
  const file = join(cwd, 'scenarios/pets/begun.json');
  writeFileSync(file, scenario('Rex'));
  const run = watching([], cwd);
  const base = await run.ready;
  await run.says(/^watching: /m);
  const begun = async (): Promise<string[]> => {
    const reply = await fetch(`${base}/__admin/worlds`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ scenario: 'begun' }),
    });
    const { id } = (await reply.json()) as { id: string };
    return names(`${base}/w/${id}/pets/pets`);
  };
  expect(await begun()).toEqual(['Rex']);
  writeFileSync(file, '{ "description"');
  await run.warns(/begun\.json cannot be read: .*line 1/);
  expect(await begun()).toEqual(['Rex']);
  writeFileSync(file, scenario('Bella'));
  await run.says(/^reloaded: scenarios\/pets$/m);
  expect(await begun()).toEqual(['Bella']);
});

test('vendouble start --watch applies changes of the configuration file, and says which need a restart', async () => {
  const cwd = temporaryFolder();
  const file = join(cwd, 'vendouble.config.yaml');
  writeFileSync(file, 'vendors: [engage]\n');
  const run = watching([], cwd);
  const url = `${await run.ready}/engage/users/none`;
  await run.says(/^watching: /m);
  const headers = { authorization: `Basic ${btoa('key:secret')}` };
  const status = async (): Promise<number> => (await fetch(url, { headers })).status;
  expect([await status(), await status()]).toEqual([404, 404]);

  writeFileSync(file, 'vendors: [engage]\nrateLimits: { engage: { requests: 1, window: 3600 } }\nseed: 7\n');
  await run.says(/^reloaded: vendouble\.config\.yaml$/m);
  await run.warns(/seed: changed, and takes effect after a restart/);
  await status();
  expect(await status()).toBe(429);

  writeFileSync(file, 'vendors: [engage]\nrateLimits: { engage: { requests: 0 } }\n');
  await run.warns(/the configuration key rateLimits\.engage/);
  expect(await status()).toBe(429);

  writeFileSync(file, 'vendors: [engage]\nstrict: [\n');
  await run.warns(/vendouble\.config\.yaml:\d cannot be read: /);
  writeFileSync(file, 'vendors: [engage, intercom]\n');
  await run.warns(/vendors and documents \(which, and where\), *|vendors and documents .*restart/);
  expect(await status()).toBe(404);
});

/** A vendor in code: its contract, its behaviour, and what that imports. */
function authored(): string {
  const spec = writeDocuments({ 'pets.yaml': pets(pet(9)) });
  const cwd = dirname(spec);
  const source = JSON.stringify(fileURLToPath(new URL('../../src/index.ts', import.meta.url)));
  mkdirSync(join(cwd, 'node_modules/vendouble'), { recursive: true });
  writeFileSync(join(cwd, 'node_modules/vendouble/package.json'), '{"type":"module","exports":"./index.js"}');
  writeFileSync(join(cwd, 'node_modules/vendouble/index.js'), `export * from ${source};`);
  writeFileSync(join(cwd, 'package.json'), '{"type":"module"}');
  writeFileSync(join(cwd, 'overlay.yaml'), stringify({ overlay: '1.0.0', actions: [] }));
  writeFileSync(
    join(cwd, 'index.ts'),
    `import { fileURLToPath } from 'node:url';
import { type CollectionShape, inferVendor } from 'vendouble';
import { shout } from './shout.ts';

const path = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
const names: CollectionShape<{ name: string }> = { key: 'name' };

export default inferVendor('pets', {
  spec: path('./pets.yaml'),
  overlay: path('./overlay.yaml'),
  collections: { names },
  handlers: { listPets: async () => ({ status: 200, body: [{ id: 1, name: shout('rex') }] }) },
});
`,
  );
  writeFileSync(join(cwd, 'shout.ts'), 'export const shout = (name: string) => name.toUpperCase();\n');
  return cwd;
}

test('vendouble start --watch reloads a vendor in TypeScript with its imports, and reports errors by file and line', async () => {
  const cwd = authored();
  const run = watching(['./index.ts'], cwd);
  const url = `${await run.ready}/pets/pets`;
  await run.says(/^watching: 4 files/m);
  expect([await post(url, 'Rex'), await names(url)]).toEqual([201, ['REX']]);

  writeFileSync(join(cwd, 'shout.ts'), 'export const shout = (name: string) => name.concat("!");\n');
  await run.says(/^reloaded: shout\.ts$/m);
  expect(await names(url)).toEqual(['rex!']);

  writeFileSync(join(cwd, 'shout.ts'), '\nexport const shout = (name: string) =>;\n');
  await run.warns(/the vendor \.\/index\.ts cannot be loaded: shout\.ts:2 .+\n/);
  await run.warns(/shout\.ts changed and cannot be used; what was served before goes on/);
  expect(await names(url)).toEqual(['rex!']);

  writeFileSync(join(cwd, 'shout.ts'), "export { quiet as shout } from './quiet.ts';\n");
  await run.warns(/Cannot find module .*quiet\.ts/);
  writeFileSync(join(cwd, 'quiet.ts'), 'export const quiet = (name: string) => name.slice(1);\n');
  await run.says(/^reloaded: .*quiet\.ts/m);
  expect(await names(url)).toEqual(['ex']);
  // What was stored by the first of them.
  expect(await (await fetch(`${url}/1`)).json()).toEqual({ id: 1, name: 'Rex' });
});

test('vendouble start --watch asks for a restart after a change of a CommonJS module', async () => {
  const cwd = authored();
  writeFileSync(join(cwd, 'shout.ts'), "import loud from './loud.cjs';\nexport const shout = loud;\n");
  const loud = join(cwd, 'loud.cjs');
  writeFileSync(loud, 'module.exports = (name) => name.toUpperCase();\n');
  const run = watching(['./index.ts'], cwd);
  const url = `${await run.ready}/pets/pets`;
  await run.says(/^watching: 5 files/m);
  writeFileSync(loud, 'module.exports = (name) => name;\n');
  await run.warns(/loud\.cjs: changed, and takes effect after a restart/);
  expect(await names(url)).toEqual(['REX']);
});

test('vendouble start --watch reloads the contract and the overlay of a vendor in TypeScript', async () => {
  const cwd = authored();
  const run = watching(['./index.ts'], cwd);
  const url = `${await run.ready}/pets/pets`;
  await run.says(/^watching: 4 files/m);
  expect(await post(url, 'Barnaby the Great')).toBe(400);
  writeFileSync(join(cwd, 'pets.yaml'), stringify(pets(pet(20))));
  await run.says(/^reloaded: pets\.yaml$/m);
  expect(await post(url, 'Barnaby the Great')).toBe(201);
  writeFileSync(join(cwd, 'pets.yaml'), stringify(pets({ type: 'obj' })));
  await run.warns(/pets\.yaml:\d+ #\/paths\/~1pets\/.+: .+\n/);
  writeFileSync(join(cwd, 'overlay.yaml'), '[');
  await run.warns(/overlay\.yaml.* changed and cannot be used/);
  expect(await post(url, 'Barnaby the Great')).toBe(201);
});

test('vendouble start --watch asks for a restart when the key of records changes', async () => {
  const cwd = authored();
  const run = watching(['./index.ts'], cwd);
  const url = `${await run.ready}/pets/pets`;
  await run.says(/^watching: /m);
  const index = join(cwd, 'index.ts');
  writeFileSync(index, readFileSync(index, 'utf8').replace("key: 'name'", "key: 'name', index: ['name']"));
  await run.warns(
    /the collection names of pets has another key, unique, index or order now; that takes a restart/,
  );
  expect(await names(url)).toEqual(['REX']);
});
