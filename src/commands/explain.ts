/** `vendouble explain`: asks a running emulator why a call was answered as it was. */
import type { Explanation } from '../explain/explain.ts';
import { callControlPlane, controlPlaneUrl } from './control-plane-client.ts';
import { formatExplanation } from './format-explanation.ts';

export interface ExplainFlags {
  readonly url: string;
  readonly world?: string;
  readonly token?: string;
}

/** The world in the name of an exchange: `w1` of `w1-7`. */
const worldOf = (exchange: string): string | undefined => /^(.+)-\d+$/.exec(exchange)?.[1];

const isExplanation = (answer: object): answer is Explanation =>
  'summary' in answer && typeof answer.summary === 'string' && 'curl' in answer;

/** Exits 1 when there is nothing to explain. @throws {CommandError} when the emulator cannot be reached */
export async function explainCommand(
  exchange: string,
  { url, world = worldOf(exchange), token }: ExplainFlags,
): Promise<void> {
  const address = controlPlaneUrl(url, `/__admin/explain/${encodeURIComponent(exchange)}`);
  if (world !== undefined) address.searchParams.set('world', world);
  const answer = await callControlPlane(address, token, isExplanation);
  if (typeof answer !== 'string') {
    process.stdout.write(formatExplanation(answer));
    return;
  }
  process.stderr.write(`vendouble: ${answer}\n`);
  process.exitCode = 1;
}
