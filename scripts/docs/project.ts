/** The folder of a reader who has installed the package. */
import { copyFileSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifest } from '../manifest.ts';
import { CHECKOUT } from '../pack.ts';
import { run } from '../run.ts';

/** Versions of what pages install, so that a run can be repeated. */
const VERSIONS: Readonly<Record<string, string>> = {
  ...manifest.devDependencies,
  '@playwright/test': '1.65.1',
  jest: '30.5.2',
  mocha: '12.0.3',
};

/** Named as the pages name it. */
const TARBALL = `vendouble-${manifest.version}.tgz`;

/** A folder with the tarball, the package that it holds, and the document that the pages call their own. */
export function createProject(tarball: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  copyFileSync(tarball, join(folder, TARBALL));
  copyFileSync(join(CHECKOUT, 'examples/petstore/openapi.yaml'), join(folder, 'openapi.yaml'));
  run('npm', ['install', '--no-audit', '--no-fund', '--save-dev', `./${TARBALL}`], { cwd: folder });
}

/** @returns a copy of the project for one page */
export function projectFor(page: string, project: string, folder: string): string {
  const copy = join(folder, page.replace(/\W+/g, '-').toLowerCase());
  cpSync(project, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

/** The environment of commands: packages that they install have the versions above. */
export function environment(folder: string): NodeJS.ProcessEnv {
  const programs = join(folder, 'programs');
  mkdirSync(programs, { recursive: true });
  const versions = Object.entries(VERSIONS).map(
    ([name, version]) => `      ${name}) set -- "$@" "${name}@${version}" ;;`,
  );
  const script = `#!/usr/bin/env bash
# npm with fixed versions: "npm install jest" installs jest@${VERSIONS.jest}.
if [ "$1" = install ]; then
  for word in "$@"; do
    shift
    case "$word" in
${versions.join('\n')}
      *) set -- "$@" "$word" ;;
    esac
  done
fi
exec '${run('bash', ['-c', 'command -v npm']).trim()}' "$@"
`;
  writeFileSync(join(programs, 'npm'), script, { mode: 0o755 });
  const { VENDOUBLE_URL: _url, CI: _ci, ...rest } = process.env;
  return {
    ...rest,
    PATH: `${programs}:${process.env.PATH}`,
    CHROMIUM: process.env.CHROMIUM ?? '/usr/bin/chromium',
    NO_COLOR: '1',
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_prefer_offline: 'true',
    npm_config_update_notifier: 'false',
    PACT_DO_NOT_TRACK: 'true',
  };
}
