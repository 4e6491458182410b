/** The installed package on the Node versions that it promises, each from its npm package. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifest } from '../manifest.ts';
import { run } from '../run.ts';

/** The oldest that `engines` allows, and the one of the checkout. */
export const NODES = ['22.18.0', manifest.devDependencies.node ?? ''] as const;

const SMOKE = `\
import assert from 'node:assert/strict';
import { createEmulator } from 'vendouble';

const headers = { authorization: \`Basic \${btoa('key:secret')}\`, 'content-type': 'application/json' };
const start = () => createEmulator({ vendors: ['engage'], port: 0, state: process.argv[2] });
const first = await start();
const made = await fetch(\`\${first.url('engage')}/v1/users\`, { method: 'POST', headers, body: '{"id":"u1"}' });
assert.ok(made.ok, \`\${made.status}\`);
await first.close();
const second = await start();
assert.equal((await fetch(\`\${second.url('engage')}/v1/users/u1\`, { headers })).status, 200);
assert.match(await (await fetch(second.url(), { headers: { accept: 'text/html' } })).text(), /<!doctype html>/i);
await second.close();
`;

/** @returns the path of a Node of that version */
function installNode(version: string, folder: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ private: true, allowScripts: { node: true } }),
  );
  run('npm', ['install', '--no-audit', '--no-fund', `node@${version}`], { cwd: folder });
  const node = join(folder, 'node_modules/node/bin/node');
  assert.equal(run(node, ['--version']).trim(), `v${version}`);
  return node;
}

/**
 * @param project where the package is installed
 * @param folder for the Node, and the state it keeps
 */
export function checkOn(version: string, project: string, folder: string): void {
  const node = installNode(version, join(folder, `node-${version}`));
  writeFileSync(join(project, 'smoke.js'), SMOKE);
  run(node, ['smoke.js', join(folder, `state-${version}`)], { cwd: project });
  const printed = run(node, ['node_modules/vendouble/dist/cli.js', 'vendors'], { cwd: project });
  assert.match(printed, /Engage v1/);
}
