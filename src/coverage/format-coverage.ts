/** Coverage as a few lines of text, printed after a test run. */
import type { CountedItem, CoverageView } from './coverage.ts';
import type { ItemKind } from './item.ts';
import { figureOf, percentOf, totalOf, unusedFaults, unusedScenarios } from './merge.ts';

/** The kinds of items, in the order of a report. */
export const KINDS: readonly (readonly [kind: ItemKind, many: string])[] = [
  ['operation', 'operations'],
  ['reply', 'replies'],
  ['error', 'errors'],
  ['property', 'properties'],
  ['value', 'values'],
  ['parameter', 'parameters'],
  ['page', 'paging edges'],
  ['limit', 'rate-limit replies'],
];

/** `12 of 30`; an empty text where there is nothing to cover. */
export function figureText(items: readonly CountedItem[]): string {
  const { covered, total } = figureOf(items);
  return total === 0 ? '' : `${covered} of ${total}`;
}

/** The total: `40.5 %`, or `nothing was called`. */
export function percentText(view: CoverageView): string {
  const percent = percentOf(totalOf(view));
  return percent === undefined ? 'nothing was called' : `${percent} %`;
}

/** A line for each scenario and fault that was set up and not used. */
export const unusedLines = (view: CoverageView): readonly string[] => [
  ...(view.unmatched === 0
    ? []
    : [
        `${view.unmatched} ${view.unmatched === 1 ? 'call matches' : 'calls match'} no operation and ${view.unmatched === 1 ? 'covers' : 'cover'} nothing`,
      ]),
  ...unusedScenarios(view).map((name) => `the scenario ${name} was never begun with`),
  ...unusedFaults(view).map(
    ([name, times]) => `a fault never struck: ${name}${times === 1 ? '' : `, ${times} times`}`,
  ),
];

/** A line for each contract that was called, and for each scenario and fault that was not used. */
export const coverageLines = (view: CoverageView): readonly string[] => [
  ...view.contracts.map(({ vendor, version, items }) => {
    const parts = KINDS.map(([kind, many]) => [many, figureText(items.filter((item) => item.kind === kind))]);
    const figures = parts.filter(([, figure]) => figure !== '').map(([many, figure]) => `${figure} ${many}`);
    return `${vendor} ${version}: ${percentOf(figureOf(items)) ?? 0} %: ${figures.join(', ')}`;
  }),
  ...unusedLines(view),
];
