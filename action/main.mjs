/**
 * Installs vendouble, starts it, and exports the base URLs of its vendors to the steps that follow.
 *
 * It runs on the runner's Node, without dependencies and without a build.
 */
import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFileSync, closeSync, mkdtempSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE = 60_000;

/** @param {string} name */
const input = (name) => (process.env[`INPUT_${name.toUpperCase()}`] ?? '').trim();

/**
 * Appends to one of the files that the runner reads afterwards: GITHUB_ENV, GITHUB_OUTPUT or GITHUB_STATE.
 *
 * @param {string} variable
 * @param {Readonly<Record<string, string>>} values
 */
function tellRunner(variable, values) {
  const file = process.env[variable];
  if (file === undefined) throw new Error(`${variable} is not set; this script runs as a GitHub action`);
  const end = `end-${randomUUID()}`;
  for (const [name, value] of Object.entries(values))
    appendFileSync(file, `${name}<<${end}\n${value}\n${end}\n`);
}

/**
 * Prints what another program wrote, without letting it give commands to the runner.
 *
 * @param {string} text
 */
function quote(text) {
  const token = randomUUID();
  process.stdout.write(`::stop-commands::${token}\n${text}\n::${token}::\n`);
}

/** What npm is asked to install. */
function specification() {
  const tarball = input('tarball');
  if (tarball !== '') return resolve(tarball);
  const own = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const version = input('version') || own.version;
  if (!/^[\w.^~+-]+$/.test(version))
    throw new Error(`version: ${JSON.stringify(version)} is not a version or tag`);
  return `vendouble@${version}`;
}

/**
 * @param {string} folder
 * @returns {string} the path of the command
 */
function install(folder) {
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const flags = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  const wanted = specification();
  const { status, stdout, stderr, error } = spawnSync('npm', ['install', ...flags, wanted], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 0) {
    quote(error?.message ?? stdout + stderr);
    throw new Error(`npm could not install ${wanted}`);
  }
  return join(folder, 'node_modules/vendouble/dist/cli.js');
}

/** @param {string} folder */
function startArguments(folder) {
  const flags = ['--ephemeral', '--host', '127.0.0.1', '--port', input('port') || '0'];
  if (input('config') !== '') flags.push('--config', input('config'));
  if (input('strict') === 'true') flags.push('--strict');
  if (input('coverage') === 'true') flags.push('--coverage', join(folder, 'coverage'));
  const vendors = input('vendors').split(/\s+/).filter(Boolean);
  return ['start', ...flags, '--', ...vendors];
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {string} log
 */
async function untilReady(child, log) {
  for (let waited = 0; waited < PATIENCE; waited += 50) {
    const [, url] = /^vendouble ready (\S+)$/m.exec(readFileSync(log, 'utf8')) ?? [];
    if (url !== undefined) return url;
    if (child.exitCode !== null) break;
    await sleep(50);
  }
  quote(readFileSync(log, 'utf8'));
  throw new Error(
    child.exitCode === null ? 'vendouble is not ready after a minute' : 'vendouble did not start',
  );
}

/**
 * The same names as `vendouble exec` sets.
 *
 * @param {string} url
 * @returns {Promise<Record<string, string>>}
 */
async function baseUrls(url) {
  const reply = await fetch(`${url}/__admin/worlds`);
  /** @type {{ worlds: [{ urls: Record<string, string> }] }} */
  const { worlds } = JSON.parse(await reply.text());
  const named = Object.entries(worlds[0].urls).map(([name, base]) => [
    `${name.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}_BASE_URL`,
    base,
  ]);
  return { VENDOUBLE_URL: url, ...Object.fromEntries(named) };
}

async function main() {
  const folder = mkdtempSync(join(process.env.RUNNER_TEMP ?? tmpdir(), 'vendouble-'));
  const command = install(folder);
  const log = join(folder, 'vendouble.log');
  const output = openSync(log, 'a');
  const child = spawn(process.execPath, [command, ...startArguments(folder)], {
    cwd: process.env.GITHUB_WORKSPACE ?? process.cwd(),
    detached: true,
    stdio: ['ignore', output, output],
    // What the action itself was given is no business of the server's.
    env: Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !/^(?:INPUT|ACTIONS|GITHUB|STATE)_/.test(name)),
    ),
  });
  child.unref();
  closeSync(output);
  const failed = new Promise((_, reject) => child.once('error', reject));
  tellRunner('GITHUB_STATE', { pid: String(child.pid), folder, strict: input('strict') });
  const url = await Promise.race([untilReady(child, log), failed]);
  tellRunner('GITHUB_STATE', { url });
  tellRunner('GITHUB_OUTPUT', { url });
  const exported = await baseUrls(url);
  tellRunner('GITHUB_ENV', exported);
  for (const [name, value] of Object.entries(exported)) process.stdout.write(`${name}=${value}\n`);
}

main().catch((cause) => {
  process.stdout.write(
    `::error title=vendouble::${String(cause.message).replace(/%/g, '%25').replace(/\r?\n/g, '%0A')}\n`,
  );
  process.exitCode = 1;
});
