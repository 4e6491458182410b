/** What a failed test prints about its world. */
import type { Exchange } from '../journal/exchange.ts';
import type { TestWorld } from './test-world.ts';

const MOST_LINES = 20;

/** Each line once, with how often it occurred. */
function counted(lines: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  const all = [...counts].map(([line, count]) => `  ${line}${count === 1 ? '' : `, ${count} times`}`);
  const more = all.length - MOST_LINES;
  return more > 0 ? [...all.slice(0, MOST_LINES), `  and ${more} more`] : all;
}

/** A line for each exchange that says why it was answered so. */
export const explainFailures = (world: TestWorld, exchanges: readonly Exchange[]): readonly string[] =>
  counted(exchanges.map(({ id }) => world.explain(id).summary));

/** Says that calls reached the default world, which is why the test's own world has fewer than expected. */
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

/** @returns `undefined` where no call was refused and none missed the world */
export function failureReport(world: TestWorld, test: string): string | undefined {
  const exchanges = world.exchanges();
  const lines = [
    ...(exchanges.length === 0 ? ['  no call at all reached its world'] : []),
    ...explainFailures(world, exchanges.filter(wasRefused)),
    ...unmatchedCalls(world),
  ];
  return lines.length === 0 ? undefined : [`vendouble, about “${test}”:`, ...lines].join('\n');
}
