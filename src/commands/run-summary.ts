/** A summary of the calls that a command made. */
import type { StatisticsView } from '../journal/statistics.ts';

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

const sum = (counts: Iterable<number>): number => [...counts].reduce((total, count) => total + count, 0);

/** How many calls the real vendor may have answered in another way. */
export const unmetExpectations = ({
  unmatched,
  drift,
  generated,
  refused,
  weak,
  egress,
}: StatisticsView): number => unmatched + drift + generated + refused + weak + egress;

/** @param coverage lines to print at the end */
export function formatSummary(tally: StatisticsView, coverage: readonly string[]): string {
  const vendors = Object.entries(tally.exchanges);
  const width = Math.max('unmatched'.length, ...vendors.map(([name]) => name.length));
  const row = (name: string, text: string): string => `  ${name.padEnd(width)}  ${text}`;
  const classes = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .toSorted(([one], [other]) => one.localeCompare(other))
      .map(([name, count]) => `${count} × ${name === 'none' ? 'no reply' : name}`)
      .join(', ');
  const unlisted = unmetExpectations(tally) - sum(tally.findings.map(({ times }) => times));
  const total = sum(vendors.flatMap(([, counts]) => Object.values(counts)));
  return [
    `vendouble: ${counted(total, 'exchange')}; ${counted(tally.unmatched, 'unmatched call')}, ${counted(tally.drift, 'drift')}, ${tally.generated} generated${tally.refused === 0 ? '' : `, ${tally.refused} refused`}${tally.weak === 0 ? '' : `, ${tally.weak} on weak evidence`}${tally.egress === 0 ? '' : `, ${counted(tally.egress, 'call')} to the real world refused`}`,
    ...vendors.map(([name, counts]) => row(name, classes(counts))),
    ...tally.findings.map(({ kind, line, times }) =>
      row(kind, times === 1 ? line : `${line}, ${times} times`),
    ),
    ...(unlisted > 0 ? [row('and', `${unlisted} more`)] : []),
    ...coverage.map((line) => row('coverage', line)),
    '',
  ].join('\n');
}
