/** The least that has to be covered: of everything, and of the operations that were called. */
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

/** Each threshold that was asked for. */
export function checkThresholds(view: CoverageView, { min, minCalled }: Thresholds): readonly Threshold[] {
  const of = (
    name: string,
    figure: Parameters<typeof percentOf>[0],
    least: number | undefined,
    what: string,
  ) => {
    const percent = percentOf(figure) ?? 0;
    const text = figure.total === 0 ? 'nothing was called' : `${percent} %`;
    return least === undefined
      ? []
      : [
          {
            name: `${name} ${least} %`,
            missed: percent >= least ? undefined : `${text} ${what}covered, and ${least} % are asked for`,
          },
        ];
  };
  return [
    ...of('min', totalOf(view), min, ''),
    ...of('min-called', totalOfCalled(view), minCalled, 'of the operations called is '),
  ];
}
