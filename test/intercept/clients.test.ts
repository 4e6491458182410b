/** Programs that are not Node, or no children of `exec`: the variables and the certificate are all that they know. */
import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../src/index.ts';
import { createAuthority } from '../../src/intercept/certificates.ts';
import { vendouble } from '../support/command.ts';
import { document, temporaryFolder, writeDocuments } from '../support/document.ts';

const run = promisify(execFile);

const start = (options: EmulatorOptions = {}): Promise<Emulator> =>
  createEmulator({ vendors: ['engage'], port: 0, intercept: true, ...options });

const textOf = async (emulator: Pick<Emulator, 'url'>, path: string): Promise<string> =>
  (await fetch(`${emulator.url()}/__admin/intercept/${path}`)).text();

type Variables = Readonly<Record<string, string>>;

/** The variables as Docker takes them, with the address of this machine. */
async function variablesOf(emulator: Pick<Emulator, 'url'>, query = ''): Promise<Variables> {
  const lines = (await textOf(emulator, `env?shell=docker${query}`)).trimEnd().split('\n');
  return Object.fromEntries(
    lines.map((line) => {
      const equals = line.indexOf('=');
      return [line.slice(0, equals), line.slice(equals + 1).replaceAll('host.docker.internal', '127.0.0.1')];
    }),
  );
}

/** What curl gets: the status and the body. */
async function curl(env: Variables, ...args: readonly string[]): Promise<string> {
  const flags = ['-sS', '-u', 'key:secret', '-w', ' %{http_code}', ...args];
  const path = process.env.PATH ?? '';
  const { stdout } = await run('curl', flags, { env: { PATH: path, ...env } });
  return stdout.replace(/^(.*) (\d+)$/s, '$2 $1');
}

const EMPTY = '200 {"data":[]}';

describe('a program with the variables of the control plane', () => {
  const hosts = [
    'api.eu.example.com',
    '*.eu.example.com',
    'http://engage.example.com',
    'http://engage.example.com:8080',
  ];
  const shared = start({ hosts: { engage: hosts }, egress: 'public' });
  afterAll(async () => (await shared).close());

  test('reaches the hosts of the contract and of the configuration, and no others', async () => {
    const emulator = await shared;
    const env = await variablesOf(emulator);
    expect(await curl(env, 'https://api.engage.so/v1/users')).toBe(EMPTY);
    expect(await curl(env, 'https://api.eu.example.com/v1/users')).toBe(EMPTY);
    expect(await curl(env, 'https://one.eu.example.com/v1/users')).toBe(EMPTY);
    expect(await curl(env, 'http://engage.example.com:8080/v1/users')).toBe(EMPTY);
    await expect(curl(env, 'https://two.one.eu.example.com/v1/users')).rejects.toThrow('403');
    await expect(curl(env, 'https://example.com/v1/users')).rejects.toThrow('403');
  });

  test('calls into the world that the user of the proxy names', async () => {
    const emulator = await shared;
    const { id, urls } = await emulator.createWorld();
    const env = await variablesOf(emulator);
    const through = (user: string): Variables => {
      const proxy = env.HTTPS_PROXY?.replace('http://', `http://${user}@`) ?? '';
      return { ...env, https_proxy: proxy, http_proxy: proxy };
    };
    const inWorld = through(id);
    const ada = ['-H', 'content-type: application/json', '-d', '{"id":"ada"}'];
    await curl(inWorld, ...ada, 'https://api.engage.so/v1/users');
    expect(await curl({}, `${urls.engage}/v1/users`)).toContain('"uid":"ada"');
    expect(await curl(inWorld, 'http://engage.example.com/v1/users')).toContain('"uid":"ada"');
    expect(await curl(env, 'https://api.engage.so/v1/users')).toBe(EMPTY);
    const listed = await curl(await variablesOf(emulator, `&world=${id}`), 'https://api.engage.so/v1/users');
    expect(listed).toContain('"uid":"ada"');
    expect(await curl(through('nowhere'), 'https://api.engage.so/v1/users')).toMatch(/^404 .*NO_WORLD/);
    expect(await textOf(emulator, 'env?world=nowhere')).toContain('there is no world nowhere');
  });

  const shells = ['bash', 'fish'].filter((shell) => spawnSync(shell, ['--version']).status === 0);
  test.each(shells)('takes them from %s', async (shell) => {
    const text = await textOf(await shared, `env?shell=${shell}`);
    const script = `${text}\ncurl -sS -u key:secret https://api.engage.so/v1/users`;
    expect((await run(shell, ['-c', script])).stdout).toBe('{"data":[]}');
  });

  test('gets them in the words of PowerShell', async () => {
    const emulator = await shared;
    const lines = (await textOf(emulator, 'env?shell=pwsh')).trimEnd().split('\n');
    expect(lines.every((line) => /^\$env:\w+ = '(?:[^']|'')*'$/.test(line))).toBe(true);
    expect(lines).toContain("$env:npm_config_update_notifier = 'false'");
  });
});

const thing = (host: string, path: string) =>
  document(
    {},
    {
      servers: [{ url: `https://${host}` }],
      paths: {
        [path]: {
          get: {
            operationId: 'get',
            responses: {
              200: { description: 'ok', content: { 'text/plain': { example: `${host}${path}` } } },
            },
          },
        },
      },
    },
  );

test('documents on different hosts are found by their host, and those on one host by their paths', async () => {
  const one = writeDocuments({ 'one.json': thing('one.example.com', '/things') });
  const two = writeDocuments({ 'two.json': thing('two.example.com', '/things') });
  const three = writeDocuments({ 'three.json': thing('two.example.com', '/others') });
  await using emulator = await start({
    vendors: [],
    documents: { one: { spec: one }, two: { spec: two }, three: { spec: three } },
  });
  const env = await variablesOf(emulator);
  expect(await curl(env, 'https://one.example.com/things')).toBe('200 one.example.com/things');
  expect(await curl(env, 'https://two.example.com/things')).toBe('200 two.example.com/things');
  expect(await curl(env, 'https://two.example.com/others')).toBe('200 two.example.com/others');
});

describe('over https', () => {
  test('the emulator answers with the certificate that the control plane gives', async () => {
    await using emulator = await start({ intercept: false, tls: true });
    const bundle = join(temporaryFolder(), 'ca.pem');
    writeFileSync(bundle, await textOf(emulator, 'ca.pem'));
    const port = emulator.intercept?.ports.tls;
    for (const host of ['127.0.0.1', 'localhost'])
      expect(await curl({}, '--cacert', bundle, `https://${host}:${port}/engage/v1/users`)).toBe(EMPTY);
    await expect(curl({}, `https://localhost:${port}/engage/v1/users`)).rejects.toThrow('certificate');
    expect(await textOf(emulator, 'env')).toContain('there is no proxy');
  });

  test('the emulator answers with a certificate of its user', async () => {
    const { root, local } = createAuthority(['mock.example.com'], new Date());
    const folder = temporaryFolder();
    const file = (name: string, text: string): string => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    };
    const cert = file('cert.pem', local.cert);
    const tls = { tls: true, tlsCertificate: cert, tlsKey: file('key.pem', local.key) };
    await using emulator = await start({ intercept: false, ...tls });
    const there = `https://localhost:${emulator.intercept?.ports.tls}/engage/v1/users`;
    expect(await curl({}, '--cacert', file('root.pem', root), there)).toBe(EMPTY);
    await expect(start({ tls: true, tlsCertificate: cert })).rejects.toThrow('tlsCertificate and tlsKey');
  });
});

test('an unmodified program reaches the real vendor through the proxy, which records it', async () => {
  const real = createServer((_incoming, outgoing) => {
    outgoing.setHeader('content-type', 'application/json').end('{"data":[],"real":true}');
  }).listen(0, '127.0.0.1');
  await once(real, 'listening');
  const cwd = temporaryFolder();
  const to = `http://127.0.0.1:${(real.address() as AddressInfo).port}`;
  const flags = ['--to', to, '--record', 'kept', '--port', '0', '--intercept'];
  const proxy = vendouble(['proxy', 'engage', ...flags], { cwd });
  const base = await proxy.ready;
  const env = await variablesOf({ url: () => base });
  expect(await curl(env, 'https://api.engage.so/v1/users')).toBe('200 {"data":[],"real":true}');
  proxy.process.kill('SIGTERM');
  expect((await proxy.ended).err).toContain('1 exchanges with engage were recorded');
  expect(readdirSync(join(cwd, 'kept'), { recursive: true })).not.toEqual([]);
  real.close();
});
