/**
 * Does what README and docs say, in fresh folders with the packed package: `npm run docs:check [tarball] [page… | journeys]`. Every block of
 * commands is executed, and the output that a page shows is compared to what was printed.
 *
 * It needs npm's registry for what pages install, the port 4010, a Chromium, Python with pytest, and Ruby.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JOURNEYS, take } from './docs/journeys.ts';
import { followPage, type PageResult } from './docs/page.ts';
import { createProject, environment, projectFor } from './docs/project.ts';
import { CHECKOUT, tarballOf } from './pack.ts';

/** More blocks than these may not be left out, on all pages together. */
const MOST_SKIPPED = 8;

const given = process.argv.slice(2);
const named = given.filter((argument) => argument.endsWith('.md'));
const pages =
  named.length > 0 || given.includes('journeys')
    ? named
    : [
        'README.md',
        ...readdirSync(join(CHECKOUT, 'docs'))
          .filter((name) => name.endsWith('.md'))
          .map((name) => `docs/${name}`),
      ];

const folder = mkdtempSync(join(tmpdir(), 'vendouble-docs-'));
const results: PageResult[] = [];
const lost: string[] = [];
try {
  const project = join(folder, 'project');
  createProject(
    tarballOf(
      given.find((argument) => argument.endsWith('.tgz')),
      folder,
    ),
    project,
  );
  const env = environment(folder);
  for (const page of pages) {
    const began = Date.now();
    const result = await followPage(page, projectFor(page, project, join(folder, 'pages')), env);
    results.push(result);
    const { executed, compared, problems } = result;
    process.stdout.write(
      `  ${problems.length === 0 ? 'ok  ' : 'FAIL'}  ${page}: ${executed} blocks, ${compared} outputs, ${((Date.now() - began) / 1000).toFixed(0)} s\n`,
    );
    for (const problem of problems) process.stdout.write(`${problem.replace(/^/gm, '        ')}\n`);
  }
  for (const journey of named.length > 0 ? [] : JOURNEYS) {
    const began = Date.now();
    const failed = await take(journey, projectFor(journey.name, project, join(folder, 'journeys')), env).then(
      () => undefined,
      (cause: Error) => cause.message,
    );
    const seconds = ((Date.now() - began) / 1000).toFixed(0);
    process.stdout.write(
      `  ${failed === undefined ? 'ok  ' : 'FAIL'}  journey: ${journey.name}, ${seconds} s\n`,
    );
    if (failed !== undefined) lost.push(`${journey.name}: ${failed}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const skipped = results.flatMap((result) => result.skipped);
const problems = results.flatMap((result) => result.problems);
const count = (key: 'executed' | 'compared'): number => results.reduce((sum, result) => sum + result[key], 0);
process.stdout.write(
  `docs: ${count('executed')} command blocks executed, ${count('compared')} outputs compared, ${skipped.length} blocks left out\n`,
);
for (const block of skipped) process.stdout.write(`  left out  ${block}\n`);
if (skipped.length > MOST_SKIPPED)
  process.stdout.write(`docs: at most ${MOST_SKIPPED} blocks may be left out\n`);
for (const journey of lost) process.stdout.write(`${journey}\n`);
process.exitCode = problems.length > 0 || lost.length > 0 || skipped.length > MOST_SKIPPED ? 1 : 0;
