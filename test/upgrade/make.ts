/**
 * Writes the files of an earlier version: `node test/upgrade/make.ts <its checkout> <name of the commit>`.
 *
 * The calls are made over HTTP and by the command line alone, so this script needs nothing of the code that it runs.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { type Call, MORE, send, VENDORS, WRITES } from './calls.ts';

const [checkout = '', commit = ''] = process.argv.slice(2);
if (!/^[0-9a-f]{7,40}$/.test(commit)) throw new Error('usage: node test/upgrade/make.ts <checkout> <commit>');
const cli = resolve(checkout, 'src/cli.ts');
const document = fileURLToPath(new URL('pets.yaml', import.meta.url));
const target = fileURLToPath(new URL(`earlier/${commit}`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'vendouble-earlier-'));
copyFileSync(document, join(folder, 'pets.yaml'));

function command(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}\n${stdout}${stderr}`);
  return stdout;
}

async function start(
  vendors: readonly string[],
  ...flags: readonly string[]
): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const clock = ['--clock', '2026-01-01T00:00:00Z'];
  const child = spawn(process.execPath, [cli, 'start', ...vendors, '--port', '0', ...clock, ...flags], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  for await (const text of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    printed += text;
    const [, url] = /^vendouble ready (\S+)$/m.exec(printed) ?? [];
    if (url !== undefined) return { child, url };
  }
  throw new Error(`it did not start\n${printed}`);
}

async function writing(
  vendors: readonly string[],
  calls: readonly Call[],
  signal: 'SIGTERM' | 'SIGKILL',
  ...flags: readonly string[]
): Promise<void> {
  const { child, url } = await start(vendors, ...flags);
  for (const call of calls) {
    const { status, body } = await send(url, call);
    if (status >= 300) throw new Error(`${call.path} answers ${status}: ${JSON.stringify(body)}`);
  }
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

async function makeStates(): Promise<void> {
  const state = (name: string): string => join('state', name);
  await writing(VENDORS, WRITES, 'SIGTERM', '--state', state('stopped'));
  await writing(VENDORS, WRITES, 'SIGKILL', '--state', state('killed'));
  await writing(VENDORS, WRITES, 'SIGKILL', '--state', state('relaxed'), '--durability', 'relaxed');
  cpSync(join(folder, state('killed')), join(folder, state('torn')), { recursive: true });
  const journal = join(folder, state('torn'), 'journal.000000000001.log');
  truncateSync(journal, readFileSync(journal).length - 10);
  await writing(VENDORS, WRITES, 'SIGTERM', '--state', state('resumed'));
  await writing(VENDORS, MORE, 'SIGTERM', '--state', state('resumed'));
  await writing(VENDORS, MORE.slice(1), 'SIGKILL', '--state', state('resumed'));
  for (const name of ['stopped', 'killed', 'relaxed', 'torn', 'resumed'])
    for (const file of ['lock', 'owner.json']) rmSync(join(folder, state(name), file), { force: true });
}

const CONFIG = {
  vendors: ['intercom', 'usercom'],
  documents: { pets: { spec: './pets.yaml', prefix: '/animals' } },
  port: 0,
  host: '127.0.0.1',
  allowedHosts: ['vendouble'],
  allowedCallbacks: ['hooks.test'],
  adminToken: 'a-token-of-the-upgrade-test',
  state: './kept',
  durability: 'relaxed',
  seed: 7,
  clock: '2026-01-01T00:00:00Z',
  strict: true,
  showEvidence: true,
  require: 'assumed',
  scenarios: './scenarios',
  coverage: './coverage',
  accounts: { intercom: [{ token: 'team-a' }, { token: 'team-b' }] },
  options: { usercom: { responseShape: 'observed' } },
  rateLimits: { intercom: { requests: 83, window: 10 } },
};

function makeConfigs(): void {
  mkdirSync(join(folder, 'config'));
  writeFileSync(join(folder, 'config/vendouble.config.yaml'), stringify(CONFIG));
  writeFileSync(join(folder, 'config/vendouble.config.json'), `${JSON.stringify(CONFIG, null, 2)}\n`);
}

/** Files that an emulator writes when it is asked: a scenario and pacts. */
async function makeReports(): Promise<void> {
  const { child, url } = await start(VENDORS, '--ephemeral');
  for (const call of WRITES)
    await send(url, { ...call, headers: { ...call.headers, 'x-vendouble-pact': 'a call' } });
  await send(url, {
    method: 'PUT',
    path: '/__admin/scenarios/ada',
    body: { description: 'Ada.', exchanges: ['default-1'] },
  });
  command('pact', 'export', '--consumer', 'web', '--out', 'pacts', '--url', url);
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

/** Of a small contract, because it lists all of it. */
async function makeCoverage(): Promise<void> {
  const calls = [{ method: 'POST', path: '/pets', body: { name: 'Rex' } }] as const;
  await writing(['./pets.yaml'], calls, 'SIGTERM', '--ephemeral', '--coverage', 'coverage');
}

const HANDLER = `
    const [pet] = await state.pets.findBy('id', String(path.petId));
    if (pet === undefined) throw fail('missing', { resource: 'pets' });
    await state.pets.update({ ...pet, value: { ...pet.value, photos: ['new.png'] } });
    return { status: 200, body: { id: path.petId, name: pet.value.name, photos: ['new.png'] } };`;

/** The folder of a vendor, with the stub of one operation made a handler. */
function makeVendor(): void {
  command('init', 'shop', '--spec', 'pets.yaml');
  const file = join(folder, 'shop/handlers.ts');
  const handlers = readFileSync(file, 'utf8').replace(
    /\/\/ async addPhoto\(.*?\) \{\},/,
    () => `async addPhoto({ path, state }) {${HANDLER}\n  },`,
  );
  writeFileSync(file, `import { fail } from 'vendouble';\n${handlers}`);
}

try {
  await makeStates();
  makeConfigs();
  await makeReports();
  await makeCoverage();
  writeFileSync(join(folder, 'overlay.yaml'), command('infer', 'pets.yaml'));
  makeVendor();
  rmSync(target, { recursive: true, force: true });
  for (const name of ['state', 'config', 'scenarios', 'coverage', 'pacts', 'overlay.yaml', 'shop']) {
    mkdirSync(dirname(join(target, name)), { recursive: true });
    cpSync(join(folder, name), join(target, name), { recursive: true });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
