/** The entry of a version in CHANGELOG.md. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifest } from '../manifest.ts';
import { CHECKOUT } from '../pack.ts';

/** `## [1.2.3] - 2026-01-31`, or `## [Unreleased]` until the version is chosen. */
const HEADING = /^## \[(?<version>Unreleased|\d+\.\d+\.\d+\S*)\](?: - \d{4}-\d{2}-\d{2})?$/;

/** @throws {AssertionError} unless the latest entry is for the version of `package.json`, or unreleased */
export function checkChangelog(): void {
  const [, first = ''] = readFileSync(join(CHECKOUT, 'CHANGELOG.md'), 'utf8').split(/^(?=## )/m);
  const [heading = '', ...entry] = first.split('\n');
  const version = HEADING.exec(heading)?.groups?.version;
  assert.ok(version, `CHANGELOG.md: ${JSON.stringify(heading)} is not like "## [1.2.3] - 2026-01-31"`);
  if (version !== 'Unreleased')
    assert.equal(
      version,
      manifest.version,
      'the latest entry of CHANGELOG.md is not for the version of package.json',
    );
  assert.ok(
    entry.some((line) => line.startsWith('- ')),
    `CHANGELOG.md says nothing of ${version}`,
  );
}
