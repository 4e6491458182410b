/** Coverage as a JUnit report: a suite for each contract, a case for each item, skipped where it was not met. */
import type { Counted, CoverageView, Covered } from '../coverage/coverage.ts';
import { figureOf } from '../coverage/merge.ts';
import { escaped } from './escape-markup.ts';

const caseOf = ({ vendor, version }: Covered, { operation, kind, name, hits }: Counted): string => {
  const head = `<testcase classname="${escaped(`${vendor}.${version}.${operation ?? 'contract'}`)}" name="${escaped(`${kind} ${name}`)}"`;
  return hits > 0 ? `    ${head}/>` : `    ${head}><skipped message="not met"/></testcase>`;
};

const suiteOf = (covered: Covered): string => {
  const { covered: met, total } = figureOf(covered.items);
  return [
    `  <testsuite name="${escaped(`${covered.vendor} ${covered.version}`)}" tests="${total}" failures="0" skipped="${total - met}">`,
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
