/** Writes the API reports in `docs/api/`, a part of `npm run generate`. With `--check` it only compares them, and exits 1. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiReports } from './api-report.ts';
import { CHECKOUT } from './pack.ts';

const check = process.argv.includes('--check');
const folder = join(CHECKOUT, 'docs/api');
mkdirSync(folder, { recursive: true });
const reports = new Map(apiReports().map(({ file, text }) => [file, text]));
const known = readdirSync(folder).map((name) => `docs/api/${name}`);

for (const file of new Set([...known, ...reports.keys()])) {
  const path = join(CHECKOUT, file);
  const text = reports.get(file);
  if (known.includes(file) && readFileSync(path, 'utf8') === text) continue;
  if (check) {
    process.stderr.write(
      `${file} is not what the package exports; run npm run generate, and review the change\n`,
    );
    process.exitCode = 1;
  } else if (text === undefined) rmSync(path);
  else writeFileSync(path, text);
}
