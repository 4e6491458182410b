/** What the tarball holds. */
import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { CHECKOUT } from '../pack.ts';
import { run, tryRun } from '../run.ts';
import { BUDGET, within } from './budget.ts';

const EXPECTED =
  /^(?:package\.json|README\.md|vendouble\.schema\.json|LICENSE|CHANGELOG\.md|dist\/.+\.(?:[cm]?js|d\.[cm]?ts|html|css|svg)|dist\/.+\.m?js\.map|dist\/THIRD-PARTY\.txt|dist\/sbom\.cdx\.json|dist\/prepared\/[0-9a-f]{64}\.json|dist\/inspector\/licenses\.md|specs\/.+\.yaml|fixtures\/.+\.json)$/;
const REQUIRED = [
  'package.json',
  'README.md',
  'LICENSE',
  'dist/cli.js',
  'dist/index.d.ts',
  'dist/THIRD-PARTY.txt',
  'dist/inspector/index.html',
];

/** @returns what is in the tarball, without its first folder */
const filesIn = (tarball: string): readonly string[] =>
  run('tar', ['-tzf', tarball])
    .trim()
    .split('\n')
    .filter((path) => !path.endsWith('/'))
    .map((path) => path.replace(/^package\//, ''));

/** @param unpacked folder of the tarball's content */
export function checkContents(tarball: string, unpacked: string): string {
  const files = filesIn(tarball);
  assert.deepEqual(
    files.filter((path) => !EXPECTED.test(path)),
    [],
    'files that do not belong into the package',
  );
  assert.deepEqual(
    REQUIRED.filter((path) => !files.includes(path)),
    [],
    'files that are missing',
  );
  const homes = [CHECKOUT, homedir()].map((path) => `${path.replace(/\/$/, '')}/`);
  const local = files.filter((path) => {
    const text = readFileSync(join(unpacked, path), 'utf8');
    return homes.some((home) => home.length > 2 && text.includes(home));
  });
  assert.deepEqual(local, [], 'files that name a folder of this machine');
  const packed = statSync(tarball).size;
  const size = files.reduce((sum, path) => sum + statSync(join(unpacked, path)).size, 0);
  return `${files.length} files, ${within('packed', packed, BUDGET.packed)}, ${within('unpacked', size, BUDGET.unpacked)}`;
}

/** Exports and fields of package.json, as bundlers and Node read them. */
export async function checkManifest(tarball: string): Promise<void> {
  const { messages, pkg } = await publint({
    pack: { tarball: new Uint8Array(readFileSync(tarball)).buffer },
    strict: true,
  });
  assert.deepEqual(
    messages.map((message) => formatMessage(message, pkg, { color: false })),
    [],
  );
}

/** Types of every export, as each of TypeScript's ways to resolve finds them. */
export function checkTypes(tarball: string): void {
  const attw = join(CHECKOUT, 'node_modules/.bin/attw');
  const { code, out, err } = tryRun(attw, [tarball, '--profile', 'esm-only', '--no-color', '--no-emoji']);
  assert.equal(code, 0, out + err);
}
