/** Minimum coverage: of all operations, and of the operations that were called. */
import type { CoverageView } from './coverage.ts';
import { percentOf, totalOf, totalOfCalled } from './merge.ts';

export interface Thresholds {
  /** Percent of all operations of the contracts that were called. */
  readonly min?: number | undefined;
  /** Percent of the operations that were called. */
  readonly minCalled?: number | undefined;
}

export interface Threshold {
  readonly name: string;
  /** Why it is missed, in a sentence; `undefined` where it is met. */
  readonly missed: string | undefined;
}

const missedText = (total: number, percent: number, least: number, what: string): string =>
  total === 0
    ? `nothing was called; the minimum coverage of ${what} is ${least} %`
    : `the coverage of ${what} is ${percent} %, below the minimum of ${least} %`;

/** Each threshold that was asked for. */
export function checkThresholds(view: CoverageView, { min, minCalled }: Thresholds): readonly Threshold[] {
  const of = (
    name: string,
    figure: Parameters<typeof percentOf>[0],
    least: number | undefined,
    what: string,
  ) => {
    const percent = percentOf(figure) ?? 0;
    return least === undefined
      ? []
      : [
          {
            name: `${name} ${least} %`,
            missed: percent >= least ? undefined : missedText(figure.total, percent, least, what),
          },
        ];
  };
  return [
    ...of('min', totalOf(view), min, 'all operations'),
    ...of('min-called', totalOfCalled(view), minCalled, 'the called operations'),
  ];
}
