/** `vendouble explain`: asks a running emulator why a call was answered as it was. */
import type { Explanation } from '../control/explain.ts';
import { CommandError } from './error.ts';
import { tell } from './telling.ts';

export interface ExplainFlags {
  readonly url: string;
  readonly world?: string;
  readonly token?: string;
}

const PATIENCE = 10_000;

/** An exchange is named after the world that keeps it. */
const worldOf = (exchange: string): string | undefined => /^(.+)-\d+$/.exec(exchange)?.[1];

function addressOf(exchange: string, { url, world = worldOf(exchange) }: ExplainFlags): URL {
  try {
    const address = new URL(`/__admin/explain/${encodeURIComponent(exchange)}`, url);
    if (world !== undefined) address.searchParams.set('world', world);
    return address;
  } catch {
    throw new CommandError(`${url} is no URL; write it as the ready line of vendouble start does`);
  }
}

async function ask(address: URL, token: string | undefined): Promise<Response> {
  try {
    return await fetch(address, {
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch {
    throw new CommandError(
      `no emulator answers at ${address.origin}; start one with vendouble start, or say with --url where it is`,
    );
  }
}

/** The JSON of the answer; an empty object for anything else. */
const answerOf = (reply: Response): Promise<object> =>
  reply.json().then(
    (answer: unknown) => (typeof answer === 'object' && answer !== null ? answer : {}),
    () => ({}),
  );

const isExplanation = (answer: object): answer is Explanation =>
  'summary' in answer && typeof answer.summary === 'string' && 'curl' in answer;

/** Exits 1 when there is nothing to explain. @throws {CommandError} where the emulator cannot be asked */
export async function explain(exchange: string, flags: ExplainFlags): Promise<void> {
  const address = addressOf(exchange, flags);
  const reply = await ask(address, flags.token);
  const answer = await answerOf(reply);
  if (reply.ok && isExplanation(answer)) {
    process.stdout.write(tell(answer));
    return;
  }
  const code = reply.headers.get('x-vendouble-error');
  if (code === null || !('detail' in answer))
    throw new CommandError(`what answers at ${address.origin} is no vendouble; say with --url where one is`);
  if (code === 'TOKEN')
    throw new CommandError(`the emulator at ${address.origin} asks for its token; give it with --token`);
  if (code !== 'CONTROL') throw new CommandError(String(answer.detail));
  process.stderr.write(`vendouble: ${answer.detail}\n`);
  process.exitCode = 1;
}
