/** `vendouble coverage`: merges the coverage of several runs into one report. */
import { styleText } from 'node:util';
import type { CoverageView, CoveredContract } from '../coverage/coverage.ts';
import { readCoverage } from '../coverage/coverage-files.ts';
import { figureText, KINDS, percentText, unusedLines } from '../coverage/format-coverage.ts';
import { itemsOfCalled, mergeCoverage, percentOf, totalOf, totalOfCalled } from '../coverage/merge.ts';
import { checkThresholds, type Threshold, type Thresholds } from '../coverage/thresholds.ts';
import { CommandError } from './command-error.ts';
import { coverageGithub, tooLittle } from './coverage-github.ts';
import { coverageHtml } from './coverage-html.ts';
import { coverageJunit } from './coverage-junit.ts';
import { table } from './table.ts';

/** The default folder for coverage. */
export const DEFAULT_COVERAGE = '.vendouble/coverage';

export interface CoverageFlags extends Thresholds {
  readonly format: 'text' | 'json' | 'html' | 'junit' | 'github';
}

const operationsOf = ({ items }: CoveredContract): readonly string[] => [
  ...new Set(items.flatMap(({ operation }) => operation ?? [])),
];

function contractText(covered: CoveredContract): string {
  const kinds = KINDS.filter(([kind]) => covered.items.some((item) => item.kind === kind));
  const rows = operationsOf(covered).map((operation) => {
    const items = covered.items.filter((item) => item.operation === operation);
    const missing = items.filter(({ hits, kind }) => hits === 0 && (kind === 'reply' || kind === 'error'));
    return [
      operation,
      ...kinds
        .filter(([kind]) => kind !== 'limit')
        .map(([kind]) => figureText(items.filter((item) => item.kind === kind))),
      missing.map(({ name }) => name).join('; '),
    ];
  });
  const head = kinds.filter(([kind]) => kind !== 'limit').map(([, many]) => many);
  const limits = covered.items.filter(({ kind }) => kind === 'limit');
  return [
    `${styleText('bold', `${covered.vendor} ${covered.version}`)}  ${figureText(covered.items)}`,
    table(['operation', ...head, 'replies and errors not met'], rows),
    ...(limits.length === 0 ? [] : [`rate-limit reply: ${limits[0]?.hits === 0 ? 'not met' : 'met'}`]),
    '',
  ].join('\n');
}

/** What is not met of the operations that were called: what to test next. */
function missingText(covered: CoveredContract): readonly string[] {
  const missing = itemsOfCalled(covered).filter(({ hits, kind }) => hits === 0 && kind !== 'operation');
  const byOperation = Map.groupBy(missing, ({ operation }) => operation ?? '');
  return [...byOperation].map(
    ([operation, items]) =>
      `  ${covered.vendor} ${operation}: ${items.map(({ kind, name }) => `${kind} ${name}`).join(', ')}`,
  );
}

function summaryText(view: CoverageView): readonly string[] {
  const called = totalOfCalled(view);
  const percent = percentOf(called);
  const all = totalOf(view);
  return [
    ...(percent === undefined
      ? []
      : [`covered of the operations called: ${percent} % (${called.covered} of ${called.total})`]),
    ...(all.total === 0
      ? []
      : [`covered of all operations: ${percentText(view)} (${all.covered} of ${all.total})`]),
    `covered: ${percentText(view)}`,
  ];
}

const text = (view: CoverageView): string => {
  const missing = view.contracts.flatMap(missingText);
  return [
    ...(missing.length === 0 ? [] : ['not met of the operations called:', ...missing, '']),
    ...view.contracts.map(contractText),
    ...(view.uncalled.length === 0 ? [] : [`not called, and not counted: ${view.uncalled.join(', ')}`]),
    ...unusedLines(view),
    ...summaryText(view),
    '',
  ].join('\n');
};

type Format = (view: CoverageView, thresholds: readonly Threshold[]) => string;

const FORMATS: Readonly<Record<CoverageFlags['format'], Format>> = {
  text,
  json: (view) =>
    `${JSON.stringify(
      {
        ...totalOf(view),
        percent: percentOf(totalOf(view)),
        called: { ...totalOfCalled(view), percent: percentOf(totalOfCalled(view)) },
        ...view,
      },
      null,
      2,
    )}\n`,
  html: coverageHtml,
  junit: coverageJunit,
  github: coverageGithub,
};

/**
 * Exits 1 when less is covered than a threshold asks for.
 *
 * @throws {CommandError} for a folder without coverage
 * @throws {CoverageError} for a file that cannot be read
 */
export function coverage(folder: string, { format, ...thresholds }: CoverageFlags): void {
  const views = readCoverage(folder);
  if (views.length === 0)
    throw new CommandError(
      `${folder} holds no coverage; run vendouble exec --coverage ${folder} -- <command> first`,
    );
  const view = mergeCoverage(views);
  const checked = checkThresholds(view, thresholds);
  process.stdout.write(FORMATS[format](view, checked));
  for (const { missed } of checked) {
    if (missed === undefined) continue;
    if (format === 'github') process.stdout.write(tooLittle(missed));
    process.stderr.write(`vendouble: ${missed}\n`);
    process.exitCode = 1;
  }
}
