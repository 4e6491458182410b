/**
 * Asks `prism mock` and vendouble the same, with the same document: `npm run bench:prism`.
 * Exits 1 when an answer differs and nobody said why.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
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
  /** The body: JSON as a value, all else as text. */
  readonly body: unknown;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether two values have the same types: generated ones differ, and so do members that are not required. */
function areAlike(one: unknown, other: unknown): boolean {
  if (one === null || other === null) return true;
  if (Array.isArray(one) && Array.isArray(other))
    return one.length > 0 === other.length > 0 && areAlike(one[0], other[0]);
  if (isObject(one) && isObject(other))
    return Object.keys(one).every((name) => !Object.hasOwn(other, name) || areAlike(one[name], other[name]));
  return typeof one === typeof other && Array.isArray(one) === Array.isArray(other);
}

/** How two bodies compare. Both servers write problems of their own words, which are equal in kind. */
function compared(theirs: Answer, mine: Answer): 'equal' | 'alike' | 'differs' {
  if (isDeepStrictEqual(theirs.body, mine.body)) return 'equal';
  if (theirs.type === 'application/problem+json' && mine.type === theirs.type) return 'alike';
  return areAlike(theirs.body, mine.body) ? 'alike' : 'differs';
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
    const text = await reply.text();
    const type = reply.headers.get('content-type')?.split(';')[0] ?? '';
    const value: unknown = /json/.test(type) && text !== '' ? JSON.parse(text) : text;
    return { status: String(reply.status), type, body: value };
  } catch {
    return { status: 'none', type: '', body: '' };
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
  head: ['request', 'prism', 'vendouble', 'body', '', 'why'],
  style: { head: [], border: [], compact: true },
});
let equal = 0;
let unexplained = 0;
for (const asked of REQUESTS) {
  const [theirs, mine] = [await answer(prism.base, asked), await answer(`${ours.base}/v1`, asked)];
  const body = compared(theirs, mine);
  const answered = theirs.status !== 'none' && mine.status !== 'none';
  const same = answered && theirs.status === mine.status && theirs.type === mine.type && body !== 'differs';
  if (same) equal++;
  else if (asked.because === undefined) unexplained++;
  table.push([
    asked.what,
    `${theirs.status} ${theirs.type}`,
    `${mine.status} ${mine.type}`,
    body,
    same ? 'equal' : 'differs',
    same ? '' : (asked.because ?? 'NOBODY SAID WHY'),
  ]);
}
prism.process.kill();
ours.process.kill();
console.log(table.toString());
console.log(
  `${equal} of ${REQUESTS.length} are equal in status, content type and body, or alike where it is generated; ${unexplained} differ unexplained`,
);
process.exitCode = unexplained > 0 ? 1 : 0;
