/**
 * Stands in for `vendouble health` until the command line has it, so that the HEALTHCHECK can be tested.
 * Delete this file, and its use in check.ts, when the command is there.
 */
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../run.ts';

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
  if (/^ {2}health\b/m.test(run(process.execPath, [join(dist, 'cli.js'), '--help']))) return false;
  renameSync(join(dist, 'cli.js'), join(dist, 'cli.real.js'));
  writeFileSync(join(dist, 'cli.js'), STUB);
  return true;
}
