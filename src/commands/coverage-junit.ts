/** Coverage as a JUnit report: a suite for each contract, a case for each item, skipped where no call exercised it. */
import type { CountedItem, CoverageView, CoveredContract } from '../coverage/coverage.ts';
import type { Threshold } from '../coverage/thresholds.ts';
import { type JUnitCase, type JUnitSuite, toJUnit } from '../reports/junit.ts';

const caseOf = (
  { vendor, version }: CoveredContract,
  { operation, kind, name, hits }: CountedItem,
): JUnitCase => ({
  classname: `${vendor}.${version}.${operation ?? 'contract'}`,
  name: `${kind} ${name}`,
  skipped: hits > 0 ? undefined : 'not met',
});

const suiteOf = (covered: CoveredContract): JUnitSuite => ({
  name: `${covered.vendor} ${covered.version}`,
  cases: covered.items.map((item) => caseOf(covered, item)),
});

const thresholdCase = ({ name, missed }: Threshold): JUnitCase => ({
  classname: 'coverage',
  name,
  ...(missed === undefined ? {} : { failure: { message: missed, text: missed } }),
});

/** Only a threshold that is missed fails. */
export const coverageJunit = ({ contracts }: CoverageView, thresholds: readonly Threshold[] = []): string =>
  toJUnit([
    ...contracts.map(suiteOf),
    ...(thresholds.length === 0 ? [] : [{ name: 'thresholds', cases: thresholds.map(thresholdCase) }]),
  ]);
