/** A vendor of one's own: its folder written from a document, its behaviour in TypeScript. */
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { vendouble } from '../support/command.ts';
import { temporaryFolder } from '../support/document.ts';

const from = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** A project that has the package installed, as far as its imports can tell. */
function project(): string {
  const cwd = temporaryFolder();
  const installed = join(cwd, 'node_modules', 'vendouble');
  mkdirSync(installed, { recursive: true });
  const source = JSON.stringify(from('../../src/index.ts'));
  writeFileSync(
    join(installed, 'package.json'),
    '{"type":"module","exports":{"types":"./index.d.ts","default":"./index.js"}}',
  );
  writeFileSync(join(installed, 'index.js'), `export * from ${source};`);
  writeFileSync(join(installed, 'index.d.ts'), `export * from ${source};`);
  // As `npm init` writes it.
  writeFileSync(join(cwd, 'package.json'), '{"type":"commonjs"}');
  symlinkSync(from('../../node_modules/@types'), join(cwd, 'node_modules', '@types'));
  mkdirSync(join(cwd, 'there'));
  copyFileSync(from('../infer/specs/classic.yaml'), join(cwd, 'openapi.yaml'));
  return cwd;
}

/** Puts a handler in place of its stub. */
function handle(cwd: string, operation: string, body: string): void {
  const file = join(cwd, 'shop', 'handlers.ts');
  const stub = new RegExp(`// (async ${operation}\\(.*?\\)) \\{\\},`);
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace(stub, (_whole, head) => `${head} {\n${body}\n  },`),
  );
}

/** What the compiler says of the files in the folder; those that they import are checked elsewhere. */
function compiled(cwd: string): string {
  const folder = join(cwd, 'shop');
  const config = join(folder, 'tsconfig.json');
  const { fileNames, options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(config, ts.sys.readFile).config,
    ts.sys,
    folder,
  );
  const program = ts.createProgram(fileNames, { ...options, noEmit: true, skipLibCheck: true });
  const found = fileNames.flatMap((name) => ts.getPreEmitDiagnostics(program, program.getSourceFile(name)));
  return ts.formatDiagnostics(found, {
    getCanonicalFileName: (name) => name,
    getCurrentDirectory: () => cwd,
    getNewLine: () => '\n',
  });
}

const UPLOAD = `
    const [pet] = await state.pet.findBy('id', String(path.petId));
    if (pet === undefined) throw fail('missing', { resource: 'pet' });
    await state.pet.update({ ...pet, value: { ...pet.value, photoUrls: ['new.png'] } });
    return { status: 200, body: { message: 'uploaded' } };`;

test('vendouble init writes a vendor that can be changed and started', { timeout: 120_000 }, async () => {
  const cwd = project();
  const written = await vendouble(['init', 'shop', '--spec', 'openapi.yaml'], { cwd }).ended;
  expect([written.code, written.err]).toEqual([0, '']);
  expect(written.out).toContain('8 operations; write behaviour into shop/handlers.ts');
  expect(readFileSync(join(cwd, 'shop', 'handlers.ts'), 'utf8')).toContain(
    '// POST /pet/{petId}/uploadImage: generated, its body is not JSON',
  );

  handle(cwd, 'uploadFile', UPLOAD);
  const handlers = join(cwd, 'shop', 'handlers.ts');
  writeFileSync(handlers, `import { fail } from 'vendouble';\n${readFileSync(handlers, 'utf8')}`);
  expect(compiled(cwd)).toBe('');

  const run = vendouble(['start', './shop/index.ts', '-p', '0', '--ephemeral', '--strict'], { cwd });
  const url = `${await run.ready}/shop/api/v3/pet`;
  const json = { 'content-type': 'application/json' };
  await fetch(url, { method: 'POST', headers: json, body: '{"id":7,"name":"Rex","photoUrls":[]}' });
  const upload = { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: 'png' };
  const uploaded = await fetch(`${url}/7/uploadImage`, upload);
  expect([uploaded.status, await uploaded.json()]).toEqual([200, { message: 'uploaded' }]);
  expect(await (await fetch(`${url}/7`)).json()).toMatchObject({ name: 'Rex', photoUrls: ['new.png'] });
  expect((await fetch(`${url}/8/uploadImage`, upload)).status).toBe(404);
  run.process.kill('SIGTERM');
  expect((await run.ended).err).toBe('');
});

test('a handler from vendouble init does not compile when it breaks its contract', {
  timeout: 120_000,
}, async () => {
  const cwd = project();
  await vendouble(['init', 'shop', '--spec', 'openapi.yaml'], { cwd }).ended;
  handle(cwd, 'uploadFile', "return { status: 418, body: { message: 'uploaded' } };");
  handle(cwd, 'getPetById', "return { status: 200, body: { id: 1, name: 'Rex' } };");
  handle(cwd, 'addPet', 'return { status: 200, body: { ...body, name: body.nickname } };');
  const errors = compiled(cwd);
  expect(errors).toContain("Type '418' is not assignable to type '200'");
  expect(errors).toContain("Property 'photoUrls' is missing");
  expect(errors).toContain("Property 'nickname' does not exist");
  expect(errors.match(/^shop\/handlers\.ts/gm)).toHaveLength(3);
});

const NAMELESS = `
openapi: 3.0.3
info: { title: Pets, version: '1' }
paths:
  /pets:
    get: { responses: { '200': { $ref: '#/components/responses/Pets' } } }
    post:
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
      responses: { '201': { $ref: '#/components/responses/Pet' } }
  /pets/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get: { responses: { '200': { $ref: '#/components/responses/Pet' } } }
  /pets/import:
    post:
      requestBody: { required: true, content: { text/plain: { schema: { type: string } } } }
      responses: { '200': { $ref: '#/components/responses/Pet' } }
components:
  schemas:
    Pet: { type: object, required: [id, name], properties: { id: { type: string }, name: { type: string } } }
  responses:
    Pet: { description: '', content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
    Pets:
      description: ''
      content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Pet' } } } }
`;

const COLOUR = `
overlay: 1.0.0
info: { title: Colours, version: '1' }
actions:
  - target: $.components.schemas.Pet.properties
    update: { colour: { type: string } }
`;

test('vendouble init takes a document without operationIds and an overlay, and a handler creates records that lists show', {
  timeout: 120_000,
}, async () => {
  const cwd = project();
  writeFileSync(join(cwd, 'openapi.yaml'), NAMELESS);
  writeFileSync(join(cwd, 'colour.yaml'), COLOUR);
  const flags = ['--spec', 'openapi.yaml', '--overlay', 'colour.yaml'];
  expect((await vendouble(['init', 'shop', ...flags], { cwd }).ended).err).toBe('');
  handle(
    cwd,
    "'POST /pets/import'",
    `
    const pet = await state.pets.create({ name: String(body), colour: 'brown' });
    return { status: 200, body: pet.value };`,
  );
  expect(compiled(cwd)).toBe('');
  const run = vendouble(['start', './shop/index.ts', '-p', '0', '--ephemeral', '--strict'], { cwd });
  const url = `${await run.ready}/shop/pets`;
  const made = await fetch(`${url}/import`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: 'Rex',
  });
  const pet = (await made.json()) as { readonly id: string };
  expect([made.status, pet]).toEqual([200, { id: expect.any(String), name: 'Rex', colour: 'brown' }]);
  expect(await (await fetch(url)).json()).toEqual([pet]);
  expect(await (await fetch(`${url}/${pet.id}`)).json()).toEqual(pet);
  run.process.kill('SIGTERM');
  expect((await run.ended).err).toBe('');
});

test.each<[string, readonly string[], string]>([
  ['a name that cannot be in a URL', ['Pet Shop', '--spec', 'openapi.yaml'], 'is no name'],
  ['a folder that exists already', ['there', '--spec', 'openapi.yaml'], 'is there already'],
  ['a document that does not exist', ['shop', '--spec', 'nowhere.yaml'], 'nowhere.yaml'],
])('vendouble init refuses %s, and writes nothing', async (_what, args, message) => {
  const { code, err } = await vendouble(['init', ...args], { cwd: project() }).ended;
  expect([code, err.split('\n').length]).toEqual([2, 2]);
  expect(err).toContain(message);
});

test.each<[string, string, string]>([
  ['does not exist', '', 'cannot be loaded'],
  ['exports no vendor', 'export default {};', 'has no vendor; its default export must be one'],
])('vendouble start exits with an error for a module that %s', async (_what, text, message) => {
  const cwd = project();
  if (text !== '') writeFileSync(join(cwd, 'mine.mts'), text);
  const { code, err } = await vendouble(['start', './mine.mts'], { cwd }).ended;
  expect([code, err.split('\n').length]).toEqual([2, 2]);
  expect(err).toContain(message);
});
