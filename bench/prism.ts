/**
 * Asks `prism mock` and vendouble the same, with the same document: `npm run bench:prism`.
 * Exits 1 when an answer differs and nobody said why.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import Table from 'cli-table3';
import { type Asked, REQUESTS } from './prism/requests.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const DOCUMENT = at('./prism/store.yaml');
const PORT = '4599';
/** Milliseconds after which a server counts as one that does not answer. */
const PATIENCE = 3_000;

interface Server {
  readonly base: string;
  readonly process: ChildProcess;
}

/** Starts a server and waits until it says where it is. */
async function started(program: string, args: readonly string[], says: RegExp): Promise<Server> {
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, NO_COLOR: '1', SCARF_ANALYTICS: 'false' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  const base = await new Promise<string>((resolve, reject) => {
    // Read all output: a server stops when its pipe is full.
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      const [, found] = says.exec(out) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.on('exit', () => reject(new Error(`${program} ended: ${out}`)));
  });
  return { base, process: child };
}

interface Answer {
  readonly status: string;
  readonly type: string;
}

async function answer(
  base: string,
  { at: path, method = 'GET', headers = {}, body }: Asked,
): Promise<Answer> {
  try {
    const reply = await fetch(base + path, {
      method,
      headers,
      ...(body === undefined || body === '' ? {} : { body }),
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE),
    });
    await reply.text();
    const type = reply.headers.get('content-type')?.split(';')[0] ?? '';
    return { status: String(reply.status), type };
  } catch {
    return { status: 'none', type: '' };
  }
}

const prism = await started(
  at('./prism/node_modules/@stoplight/prism-cli/dist/index.js'),
  ['mock', '-p', PORT, DOCUMENT],
  /listening on (http:\/\/[\d.:]+)/,
);
const ours = await started(
  at('../src/cli.ts'),
  ['start', DOCUMENT, '-p', '0', '--ephemeral'],
  /vendouble ready (http:\S+)/,
);
const table = new Table({
  head: ['request', 'prism', 'vendouble', '', 'why'],
  style: { head: [], border: [], compact: true },
});
let equal = 0;
let unexplained = 0;
for (const asked of REQUESTS) {
  const [theirs, mine] = [await answer(prism.base, asked), await answer(`${ours.base}/v1`, asked)];
  const same = theirs.status === mine.status && theirs.type === mine.type;
  if (same) equal++;
  else if (asked.because === undefined) unexplained++;
  table.push([
    asked.what,
    `${theirs.status} ${theirs.type}`,
    `${mine.status} ${mine.type}`,
    same ? 'equal' : 'differs',
    same ? '' : (asked.because ?? 'NOBODY SAID WHY'),
  ]);
}
prism.process.kill();
ours.process.kill();
console.log(table.toString());
console.log(
  `${equal} of ${REQUESTS.length} are equal in status and content type; ${unexplained} differ unexplained`,
);
process.exitCode = unexplained > 0 ? 1 : 0;
