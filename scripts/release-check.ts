/**
 * Checks what would be published: `npm run release:check [tarball]`. Nothing is published.
 *
 * It needs npm's registry for the installs, and about 300 MB of temporary room.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createChecks } from './checks.ts';
import { tarballOf } from './pack.ts';
import { checkChangelog } from './release/changelog.ts';
import { checkCommands } from './release/commands.ts';
import { checkCompiles, prepareProgram, RESOLUTIONS, type Resolution } from './release/compile.ts';
import { checkContents, checkManifest, checkTypes } from './release/contents.ts';
import { checkInstalledSize, checkLicences, install } from './release/installed.ts';
import { checkOn, NODES } from './release/smoke.ts';

const folder = mkdtempSync(join(tmpdir(), 'vendouble-release-'));
const checks = createChecks();
try {
  const [given] = process.argv.slice(2);
  const tarball = tarballOf(given, folder);
  const project = join(folder, 'project');
  mkdirSync(project);
  await checks.run('CHANGELOG.md has an entry for the version', checkChangelog);
  await checks.run('package.json is read alike by Node and bundlers (publint)', () => checkManifest(tarball));
  await checks.run('every export has its types (attw, ESM only)', () => checkTypes(tarball));
  await checks.run('it installs into an empty project', () => install(tarball, project));
  await checks.run('the package holds what it should', () =>
    checkContents(tarball, join(project, 'node_modules/vendouble')),
  );
  await checks.run('the licences of its dependencies are permissive', () => checkLicences(project));
  await checks.run('the installed size is within the budget', () => checkInstalledSize(project));
  for (const version of NODES)
    await checks.run(`it works on Node ${version}`, () => checkOn(version, project, folder));
  const program = prepareProgram(project);
  for (const resolution of Object.keys(RESOLUTIONS) as Resolution[])
    await checks.run(`its types compile without skipLibCheck (${resolution})`, () =>
      checkCompiles(resolution, program),
    );
  await checks.run('commands on the pages exist', () => checkCommands(project));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(`release: ${checks.passed} passed, ${checks.failed} failed\n`);
process.exitCode = checks.failed === 0 ? 0 : 1;
