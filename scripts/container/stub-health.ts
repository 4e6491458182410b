/**
 * Stands in for `vendouble health` until the command line has it, so that the HEALTHCHECK can be tested.
 * Delete this file, and its use in check.ts, when the command is there.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const STUB = `\
if (process.argv[2] === 'health') {
  const url = \`http://127.0.0.1:\${process.env.VENDOUBLE_PORT ?? 4010}/__admin/health\`;
  const status = await fetch(url).then((reply) => reply.status, () => 0);
  process.exit(status === 200 || status === 401 ? 0 : 1);
}
process.argv[1] = new URL('cli.real.js', import.meta.url).pathname;
await import('./cli.real.js');
`;

/** @returns whether the stub was needed */
export function stubHealth(context: string): boolean {
  const dist = join(context, 'root/app/dist');
  if (/command\('health'\)/.test(readFileSync(join(dist, 'cli/reports.js'), 'utf8'))) return false;
  renameSync(join(dist, 'cli.js'), join(dist, 'cli.real.js'));
  writeFileSync(join(dist, 'cli.js'), STUB);
  return true;
}
