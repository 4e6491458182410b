/**
 * Builds the image on each local base and checks it: `npm run container:check [tarball]`.
 *
 * It needs root, buildah, podman, runc and docker-compose; `.ci/stages/container` installs them.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createChecks } from '../checks.ts';
import { manifest } from '../manifest.ts';
import { CHECKOUT, tarballOf } from '../pack.ts';
import { tryRun } from '../run.ts';
import { BASES, makeBase } from './bases.ts';
import { checkCompose } from './compose-check.ts';
import { makeContext } from './context.ts';
import { createEngine } from './engine.ts';
import { checkImage } from './image-checks.ts';
import { checkRunning } from './running-checks.ts';
import { checkTestcontainers } from './testcontainers-check.ts';

const folder = mkdtempSync(join(tmpdir(), 'vendouble-container-'));
const engine = createEngine();
const checks = createChecks();
try {
  const [given] = process.argv.slice(2);
  const context = join(folder, 'context');
  makeContext(tarballOf(given, folder), context);
  const revision = tryRun('git', ['rev-parse', 'HEAD'], { cwd: CHECKOUT }).out.trim() || 'unknown';
  for (const base of BASES) {
    const began = performance.now();
    const image = `localhost/vendouble:${base}`;
    engine.build({
      name: image,
      file: join(CHECKOUT, 'Containerfile'),
      context,
      arguments: { BASE: makeBase(engine, base), VERSION: manifest.version, REVISION: revision },
    });
    process.stdout.write(
      `The image on the ${base} base, built in ${((performance.now() - began) / 1000).toFixed(1)} s\n`,
    );
    await checkImage(checks, engine, image);
    await checkRunning(checks, engine, image);
    if (base !== 'official') continue;
    await checkCompose(checks, engine, image);
    await checkTestcontainers(checks, engine, image);
  }
} finally {
  engine.close();
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(`container: ${checks.passed} passed, ${checks.failed} failed\n`);
process.exitCode = checks.failed === 0 ? 0 : 1;
