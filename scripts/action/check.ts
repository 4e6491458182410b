/** Runs the two files of the GitHub action as a runner does: `npm run action:check [tarball]`. */
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parse } from 'yaml';
import { createChecks } from '../checks.ts';
import { manifest } from '../manifest.ts';
import { CHECKOUT, tarballOf } from '../pack.ts';
import { createJob, type Job } from './job.ts';

const read = (path: string): string => readFileSync(join(CHECKOUT, path), 'utf8');

interface Action {
  readonly inputs: Readonly<Record<string, object>>;
  readonly outputs: Readonly<Record<string, object>>;
  readonly runs: { readonly using: string; readonly main: string; readonly post: string };
}

const folder = mkdtempSync(join(tmpdir(), 'vendouble-action-'));
const checks = createChecks();
const BASIC = { authorization: `Basic ${btoa('key:secret')}`, 'content-type': 'application/json' };

/** Its only reply is made from its schema, which strict mode reports. */
const DOCUMENT = `\
openapi: 3.1.0
info: { title: Prices, version: '1' }
paths:
  /prices:
    get:
      operationId: readPrices
      responses:
        '200':
          description: The price now
          content:
            application/json: { schema: { type: object, required: [price], properties: { price: { type: number } } } }
`;

/** Ends the job whatever happens, so that no server stays behind. */
async function inJob(
  inputs: Readonly<Record<string, string>>,
  test: (job: Job, main: () => void) => Promise<void>,
): Promise<void> {
  const job = createJob();
  try {
    await test(job, () => {
      const { code, out, err } = job.run('main', inputs);
      assert.equal(code, 0, out + err);
    });
  } finally {
    job.run('post', inputs);
    job.close();
  }
}

async function call(base: string | undefined, path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${base}${path}`, { headers: BASIC, ...init });
}

try {
  const [given] = process.argv.slice(2);
  const tarball = tarballOf(given, folder);

  await checks.run('action.yml declares what the files read, and names both', () => {
    const { inputs, outputs, runs } = parse(read('action.yml')) as Action;
    assert.equal(runs.using, 'node24');
    const source = read(runs.main) + read(runs.post);
    const used = [...source.matchAll(/input\('(\w+)'\)/g)].map(([, name]) => name);
    assert.deepEqual([...new Set(used)].sort(), Object.keys(inputs).sort());
    assert.deepEqual(Object.keys(outputs), ['url']);
    assert.doesNotMatch(source, /from '(?!node:)/, 'it has a dependency');
  });

  await checks.run('it starts a tarball, exports base URLs, and reports at the end', () =>
    inJob({ tarball, coverage: 'true' }, async (job, main) => {
      main();
      const { VENDOUBLE_URL, ENGAGE_BASE_URL, INTERCOM_BASE_URL } = job.values('GITHUB_ENV');
      assert.equal(job.values('GITHUB_OUTPUT').url, VENDOUBLE_URL);
      assert.equal(INTERCOM_BASE_URL, `${VENDOUBLE_URL}/intercom`);
      const made = await call(ENGAGE_BASE_URL, '/v1/users', { method: 'POST', body: '{"id":"u1"}' });
      assert.ok(made.ok, `${made.status}`);
      assert.equal((await call(ENGAGE_BASE_URL, '/v1/usres')).status, 404);

      const { code, out } = job.run('post', {});
      assert.equal(code, 0);
      assert.match(job.summary(), /\| `engage` \| 1 × 2xx, 1 × 4xx \|/);
      assert.match(job.summary(), /\| unmatched \| `GET \/engage\/v1\/usres → 404/);
      assert.match(job.summary(), /Contract coverage/);
      assert.match(out, /^::warning title=vendouble: unmatched::GET \/engage\/v1\/usres/m);
      await assert.rejects(call(VENDOUBLE_URL, '/'), 'it still answers');
      assert.deepEqual(readdirSync(job.temporary), []);
    }),
  );

  await checks.run('it serves a document of the workspace; strict findings fail the job', () =>
    inJob({ tarball, vendors: './api.yaml\n', strict: 'true' }, async (job, main) => {
      writeFileSync(join(job.workspace, 'api.yaml'), DOCUMENT);
      main();
      const { API_BASE_URL, ENGAGE_BASE_URL } = job.values('GITHUB_ENV');
      assert.equal(ENGAGE_BASE_URL, undefined);
      assert.equal((await call(API_BASE_URL, '/prices')).status, 200);
      const { code, out } = job.run('post', {});
      assert.equal(code, 1);
      assert.match(out, /^::error title=vendouble: generated::/m);
    }),
  );

  await checks.run('a start that fails says why, and gives the runner no commands of others', () =>
    inJob({}, async (job) => {
      const { code, out } = job.run('main', { tarball, vendors: 'nope' });
      assert.equal(code, 1);
      assert.match(out, /^::error title=vendouble::vendouble did not start$/m);
      const [, token, log] = /^::stop-commands::(\S+)\n([\s\S]*)\n::\1::$/m.exec(out) ?? [];
      assert.ok(token);
      assert.match(log ?? '', /nope/);
    }),
  );

  await checks.run('it asks npm for the version, by default that of the action', () =>
    inJob({}, async (job) => {
      const npm = join(folder, 'npm');
      const asked = join(folder, 'asked');
      writeFileSync(npm, `#!/bin/sh\nprintf '%s\\n' "$@" >>'${asked}'\nexit 1\n`);
      chmodSync(npm, 0o755);
      const PATH = `${folder}${delimiter}${process.env.PATH}`;
      for (const inputs of [{}, { version: '1.2.3-rc.1' }])
        assert.equal(job.run('main', inputs, { PATH }).code, 1);
      const { out } = job.run('main', { version: '1 --registry' }, { PATH });
      assert.match(out, /is not a version or tag/);
      const wanted = readFileSync(asked, 'utf8')
        .split('\n')
        .filter((line) => line.startsWith('vendouble@'));
      assert.deepEqual(wanted, [`vendouble@${manifest.version}`, 'vendouble@1.2.3-rc.1']);
    }),
  );

  await checks.run('the end of a job in which it was never started is no error', () => {
    const job = createJob();
    assert.equal(job.run('post', {}).code, 0);
    assert.equal(job.summary(), '');
    job.close();
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(`action: ${checks.passed} passed, ${checks.failed} failed\n`);
process.exitCode = checks.failed === 0 ? 0 : 1;
