/** What a test that failed should say about its world, in plain lines. */
import type { Exchange } from '../journal/exchange.ts';
import type { TestWorld } from './test-world.ts';

const MOST_LINES = 20;

/** Each line once, with how often it was there. */
function counted(lines: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  const all = [...counts].map(([line, count]) => `  ${line}${count === 1 ? '' : `, ${count} times`}`);
  const more = all.length - MOST_LINES;
  return more > 0 ? [...all.slice(0, MOST_LINES), `  and ${more} more`] : all;
}

/** Why these calls were answered as they were, in a line each. */
export const explainFailures = (world: TestWorld, exchanges: readonly Exchange[]): readonly string[] =>
  counted(exchanges.map(({ id }) => world.explain(id).summary));

/** Why a world may hold fewer calls than its test made. */
export function unmatchedCalls(world: TestWorld): readonly string[] {
  const count = world.astray();
  if (count === 0) return [];
  const [calls, their] =
    count === 1 ? ['1 call', 'its client was'] : [`${count} calls`, 'their clients were'];
  return [
    `  meanwhile ${calls} reached the default world: ${their} given neither world.url(vendor) nor world.credentials`,
  ];
}

const wasRefused = ({ reply, source }: Exchange): boolean =>
  reply.status === 0 || reply.status >= 400 || source === 'fault';

/** The refusals of a world and what went past it; nothing where there was neither. */
export function failureReport(world: TestWorld, test: string): string | undefined {
  const exchanges = world.exchanges();
  const lines = [
    ...(exchanges.length === 0 ? ['  no call at all reached its world'] : []),
    ...explainFailures(world, exchanges.filter(wasRefused)),
    ...unmatchedCalls(world),
  ];
  return lines.length === 0 ? undefined : [`vendouble, about “${test}”:`, ...lines].join('\n');
}
