/**
 * Tries interception with unmodified clients in several languages: `node scripts/intercept/check.ts [tarball]`.
 *
 * It needs Python, Ruby, PHP, Java and curl; `.ci/stages/intercept` installs them.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createChecks } from '../checks.ts';
import { CHECKOUT } from '../pack.ts';
import { type Ran, run, tryRun } from '../run.ts';
import { serveForeignHost } from './foreign-host.ts';

const HERE = join(CHECKOUT, 'scripts/intercept');
const CLIENTS = join(HERE, 'clients/node_modules');
const [tarball] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'vendouble-languages-'));
/** What vendouble writes below the folder for temporary files. */
const temporary = join(folder, 'tmp');
const checks = createChecks();

function installed(path: string): string {
  writeFileSync(join(folder, 'package.json'), '{}');
  run('npm', ['install', '--no-audit', '--no-fund', path], { cwd: folder });
  return join(folder, 'node_modules/vendouble/dist/cli.js');
}

const cli = tarball === undefined ? join(CHECKOUT, 'src/cli.ts') : installed(tarball);
const env = { TMPDIR: temporary, PATH: `/usr/bin:${process.env.PATH}` };
mkdirSync(temporary);

/** Without a proxy that this machine may have. */
const DIRECT = {
  HTTP_PROXY: '',
  HTTPS_PROXY: '',
  http_proxy: '',
  https_proxy: '',
  NO_PROXY: '',
  no_proxy: '',
};

const exec = (flags: readonly string[], command: readonly string[]): Ran =>
  tryRun(process.execPath, [cli, 'exec', '--intercept', ...flags, '--', ...command], {
    cwd: folder,
    env: { ...env, ...DIRECT },
  });

const program = (name: string): string => join(HERE, 'programs', name);

function compiled(): string {
  const target = join(folder, 'call-in-go');
  run('go', ['build', '-o', target, program('call.go')], { cwd: folder });
  return target;
}

const PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  Python: ['python3', program('call.py')],
  Ruby: ['ruby', program('call.rb')],
  PHP: ['php', program('call.php')],
  Java: ['java', program('Call.java')],
  curl: ['sh', program('call.sh')],
  // Hundreds of megabytes: tried where it is installed already.
  ...(tryRun('go', ['version']).code === 0 ? { Go: [compiled()] } : {}),
};
if (PROGRAMS.Go === undefined) process.stdout.write('  SKIPPED Go: it is not installed here\n');

const linesOf = ({ out }: Ran): readonly string[] => out.split('\n').filter((line) => line !== '');

/** Clients that fail in a runtime, which the documentation names. */
const UNCOVERED: Readonly<Record<string, readonly string[]>> = {
  bun: ['node:http2'],
};
/** What a client of Bun's cannot do, with or without us. */
const BROKEN: Readonly<Record<string, readonly string[]>> = { bun: ['undici 8 with its own Pool'] };

try {
  const runtimes: Readonly<Record<string, readonly string[]>> = {
    'the Node of this checkout': [process.execPath],
    'Node 22.18': [join(CLIENTS, 'node22/bin/node')],
    deno: [join(CLIENTS, '.bin/deno'), 'run', '--allow-all'],
    bun: [join(CLIENTS, '.bin/bun')],
  };
  for (const [name, words] of Object.entries(runtimes)) {
    await checks.run(`16 clients in ${name}`, () => {
      const ran = exec(['--strict'], [...words, join(HERE, 'clients/run.mjs')]);
      const lines = linesOf(ran);
      assert.equal(lines.length, 16, ran.out + ran.err);
      const excused = [...(UNCOVERED[name] ?? []), ...(BROKEN[name] ?? [])];
      const missed = lines.filter((line) => !line.endsWith(': 200'));
      assert.deepEqual(
        missed.filter(
          (line) =>
            !excused.includes(line.split(':')[0] ?? '') && !excused.includes(line.split(': ')[0] ?? ''),
        ),
        [],
      );
      return `${lines.length - missed.length} reach the emulator`;
    });
    await checks.run(`${name} is refused a call to another host, by name`, () => {
      const ran = exec(['--strict'], [...words, program('foreign.mjs'), 'https://api.example.org/v1']);
      assert.match(ran.out, /failed: /);
      assert.match(ran.err, /egress +https:\/\/api\.example\.org from /);
      assert.equal(ran.code, 1);
    });
  }

  for (const [language, words] of Object.entries(PROGRAMS)) {
    await checks.run(`${language} reaches the emulator`, () => {
      const ran = exec(['--strict'], [...words, 'https://api.engage.so/v1/users']);
      assert.ok(
        linesOf(ran).length > 0 && linesOf(ran).every((line) => line.endsWith(': 200')),
        ran.out + ran.err,
      );
      assert.equal(ran.code, 0);
      return linesOf(ran).join(', ');
    });
    await checks.run(`${language} is refused a call to another host, by name`, () => {
      const ran = exec(['--strict'], [...words, 'https://api.example.org/v1']);
      assert.ok(
        linesOf(ran).every((line) => line.includes('failed: ')),
        ran.out,
      );
      assert.match(ran.err, /egress +https:\/\/api\.example\.org from \S*(python|ruby|php|java|curl|go)/i);
      assert.equal(ran.code, 1);
    });
  }

  // A certificate that our intermediate signed for a host outside of its limits.
  const foreign = await serveForeignHost();
  const bundle = join(folder, 'foreign-root.pem');
  writeFileSync(bundle, foreign.root);
  const store = join(folder, 'foreign.p12');
  const keytool = ['-importcert', '-noprompt', '-alias', 'root', '-file', bundle, '-keystore', store];
  run('keytool', [...keytool, '-storetype', 'PKCS12', '-storepass', 'changeit']);
  writeFileSync(join(folder, 'foreign.ini'), `curl.cainfo = "${bundle}"\n`);
  const proxy = `http://127.0.0.1:${foreign.proxy}`;
  const trusting = {
    ...DIRECT,
    https_proxy: proxy,
    http_proxy: proxy,
    HTTPS_PROXY: proxy,
    NODE_USE_ENV_PROXY: '1',
    NODE_EXTRA_CA_CERTS: bundle,
    SSL_CERT_FILE: bundle,
    SSL_CERT_DIR: join(folder, 'none'),
    REQUESTS_CA_BUNDLE: bundle,
    CURL_CA_BUNDLE: bundle,
    PHP_INI_SCAN_DIR: `:${folder}`,
    JAVA_TOOL_OPTIONS: `-Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=${foreign.proxy} -Djavax.net.ssl.trustStore=${store} -Djavax.net.ssl.trustStorePassword=changeit`,
  };
  const all = { ...PROGRAMS, Node: [process.execPath, program('foreign.mjs')] };
  for (const [language, [command = '', ...parameters]] of Object.entries(all))
    await checks.run(`${language} trusts the root for the served host, and for no other`, async () => {
      const call = async (host: string): Promise<string> => {
        const child = spawn(command, [...parameters, `https://${host}/`], {
          env: { ...process.env, ...env, ...trusting },
        });
        let out = '';
        child.stdout.setEncoding('utf8').on('data', (text: string) => {
          out += text;
        });
        await once(child, 'close');
        return out;
      };
      const lines = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');
      const good = lines(await call('api.engage.so'));
      assert.ok(good.length > 0 && good.every((line) => line.endsWith(': 200')), good.join('\n'));
      const bad = lines(await call('api.example.org'));
      assert.ok(bad.length > 0 && bad.every((line) => line.includes('failed: ')), bad.join('\n'));
      return bad.map((line) => line.slice(0, 110)).join(' | ');
    });
  foreign.close();

  await checks.run('a killed run leaves certificates only, and the next start removes them', async () => {
    const child = spawn(
      process.execPath,
      [cli, 'exec', '--intercept', '--', 'sh', '-c', 'echo running; sleep 600'],
      {
        cwd: folder,
        env: { ...process.env, ...env, ...DIRECT },
        detached: true,
      },
    );
    await once(child.stdout, 'data');
    assert.ok(child.pid !== undefined);
    process.kill(-child.pid, 'SIGKILL');
    await once(child, 'exit');
    const left = readdirSync(temporary, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const names = left.map(({ name }) => name).sort();
    assert.deepEqual(names, ['bundle.pem', 'ca.pem', 'truststore', 'vendouble.ini']);
    for (const { parentPath, name } of left)
      assert.ok(!readFileSync(join(parentPath, name), 'latin1').includes('PRIVATE KEY'), name);
    exec([], ['true']);
    assert.deepEqual(
      readdirSync(temporary).filter((name) => name.startsWith('vendouble-intercept-')),
      [],
    );
    return names.join(', ');
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(`intercept: ${checks.passed} passed, ${checks.failed} failed\n`);
process.exitCode = checks.failed === 0 ? 0 : 1;
