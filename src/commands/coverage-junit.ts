/** Coverage as a JUnit report: a suite for each contract, a case for each item, skipped where it was not met. */
import type { CountedItem, CoverageView, CoveredContract } from '../coverage/coverage.ts';
import { figureOf } from '../coverage/merge.ts';
import { escapeMarkup } from '../reports/markup.ts';

const caseOf = (
  { vendor, version }: CoveredContract,
  { operation, kind, name, hits }: CountedItem,
): string => {
  const head = `<testcase classname="${escapeMarkup(`${vendor}.${version}.${operation ?? 'contract'}`)}" name="${escapeMarkup(`${kind} ${name}`)}"`;
  return hits > 0 ? `    ${head}/>` : `    ${head}><skipped message="not met"/></testcase>`;
};

const suiteOf = (covered: CoveredContract): string => {
  const { covered: met, total } = figureOf(covered.items);
  return [
    `  <testsuite name="${escapeMarkup(`${covered.vendor} ${covered.version}`)}" tests="${total}" failures="0" skipped="${total - met}">`,
    ...covered.items.map((item) => caseOf(covered, item)),
    '  </testsuite>',
  ].join('\n');
};

export const coverageJunit = ({ contracts }: CoverageView): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    ...contracts.map(suiteOf),
    '</testsuites>',
    '',
  ].join('\n');
