/**
 * Walks a document with everything that OpenAPI 3.2 adds, by fetch, undici, curl and axios, and has the replies judged by
 * Hyperjump with the dialect of 3.2: `npm run bench:openapi32`. `-- <folder>` also tries the official documents of the
 * specification's repository (`tests/schema`). Exits 1 when a client gets something else, or the judge
 * disagrees.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import Table from 'cli-table3';
import { parse } from 'yaml';
import { createEmulator } from '../src/emulator/create-emulator.ts';
import { CALLS, itemsIn, type WalkedCall } from '../test/openapi32/calls.ts';
import { tryOfficial } from './openapi32/official.ts';

interface Answer {
  readonly status: number;
  readonly text: string;
}

type Client = (url: string, call: WalkedCall) => Promise<Answer>;

/** What is used of the packages of the folder, which are installed only for this. */
interface Packages {
  axios(options: object): Promise<{ readonly status: number; readonly data: string }>;
  request(
    url: string,
    options: object,
  ): Promise<{ readonly statusCode: number; readonly body: { text(): Promise<string> } }>;
  validate(schema: string, value: unknown): Promise<{ readonly valid: boolean }>;
}

const packages = './openapi32/packages.mjs';
const { axios, request, validate } = (await import(packages)) as Packages;
const run = promisify(execFile);

const headersOf = ({ headers }: WalkedCall): Record<string, string> => ({ 'x-key': 'any', ...headers });

const CLIENTS: Readonly<Record<string, Client>> = {
  fetch: async (url, call) => {
    const reply = await fetch(url, {
      method: call.method,
      headers: headersOf(call),
      ...(call.body === undefined ? {} : { body: call.body }),
    });
    return { status: reply.status, text: await reply.text() };
  },
  undici: async (url, call) => {
    const { method, body } = call;
    const reply = await request(url, { method, headers: headersOf(call), body });
    return { status: reply.statusCode, text: await reply.body.text() };
  },
  curl: async (url, call) => {
    const headers = Object.entries(headersOf(call)).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
    const body = call.body === undefined ? [] : ['--data-binary', call.body];
    const { stdout } = await run('curl', [
      '-s',
      '-X',
      call.method,
      ...headers,
      ...body,
      '-w',
      '\n%{http_code}',
      url,
    ]);
    const end = stdout.lastIndexOf('\n');
    return { status: Number(stdout.slice(end + 1)), text: stdout.slice(0, end) };
  },
  axios: async (url, call) => {
    const { status, data } = await axios({
      ...{ url, method: call.method, headers: headersOf(call), data: call.body },
      ...{ validateStatus: () => true, responseType: 'text', transformResponse: (text: string) => text },
      transformRequest: (text: string) => text,
    });
    return { status, text: data };
  },
};

const spec = fileURLToPath(new URL('../test/openapi32/everything.yaml', import.meta.url));
const document: unknown = parse(readFileSync(spec, 'utf8'));
// The judge knows documents by the end of their names.
const judged = join(mkdtempSync(join(tmpdir(), 'vendouble-')), 'openapi.json');
writeFileSync(
  judged,
  JSON.stringify({ ...(document as object), $self: undefined }).replaceAll(
    'https://shop.example.com/api/openapi#',
    '#',
  ),
);

/** What is wrong with an answer; empty for a right one. */
async function wrongIn(call: WalkedCall, { status, text }: Answer): Promise<string> {
  if (status !== call.status) return `${status} instead of ${call.status}`;
  if (!text.includes(call.contains ?? '')) return `without ${call.contains}`;
  if (call.schema === undefined) return '';
  for (const item of itemsIn(text, call))
    if (!(await validate(`file://${judged}${call.schema}`, item)).valid) return 'the judge disagrees';
  return '';
}

const rows = CALLS.map(({ method, path }) => [`${method} ${path}`]);
let wrong = 0;
const whole = await validate('https://spec.openapis.org/oas/3.2/schema', document);
if (!whole.valid) wrong++;
for (const ask of Object.values(CLIENTS)) {
  const emulator = await createEmulator({ documents: { all: { spec, prefix: '/' } }, port: 0, strict: true });
  for (const [index, call] of CALLS.entries()) {
    const found = await wrongIn(call, await ask(`${emulator.url()}${call.path}`, call));
    if (found !== '') wrong++;
    rows[index]?.push(found === '' ? String(call.status) : found);
  }
  await emulator.close();
}
const table = new Table({ head: ['call', ...Object.keys(CLIENTS), 'judged'] });
for (const [index, row] of rows.entries())
  table.push([...row, CALLS[index]?.schema === undefined ? '' : 'yes']);
process.stdout.write(
  `${table.toString()}\nthe document by the official schema: ${whole.valid ? 'valid' : 'invalid'}\n`,
);
const [folder] = process.argv.slice(2);
const odd = folder === undefined ? [] : await tryOfficial(folder);
if (folder !== undefined)
  process.stdout.write(`official documents treated wrongly: ${odd.join(', ') || 'none'}\n`);
process.exitCode = wrong + odd.length === 0 ? 0 : 1;
