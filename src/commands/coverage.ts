/** `vendouble coverage`: merges the coverage of several runs into one report. */
import { styleText } from 'node:util';
import type { CoverageView, CoveredContract } from '../coverage/coverage.ts';
import { readCoverage } from '../coverage/coverage-files.ts';
import { figureText, KINDS, percentText, unusedLines } from '../coverage/format-coverage.ts';
import { mergeCoverage, percentOf, totalOf } from '../coverage/merge.ts';
import { CommandError } from './command-error.ts';
import { coverageGithub, tooLittle } from './coverage-github.ts';
import { coverageHtml } from './coverage-html.ts';
import { coverageJunit } from './coverage-junit.ts';
import { table } from './table.ts';

/** The default folder for coverage. */
export const DEFAULT_COVERAGE = '.vendouble/coverage';

export interface CoverageFlags {
  readonly format: 'text' | 'json' | 'html' | 'junit' | 'github';
  /** Percent. */
  readonly min?: number;
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

const text = (view: CoverageView): string =>
  [
    ...view.contracts.map(contractText),
    ...(view.uncalled.length === 0 ? [] : [`not called, and not counted: ${view.uncalled.join(', ')}`]),
    ...unusedLines(view),
    `covered: ${percentText(view)}`,
    '',
  ].join('\n');

const FORMATS: Readonly<Record<CoverageFlags['format'], (view: CoverageView) => string>> = {
  text,
  json: (view) =>
    `${JSON.stringify({ ...totalOf(view), percent: percentOf(totalOf(view)), ...view }, null, 2)}\n`,
  html: coverageHtml,
  junit: coverageJunit,
  github: coverageGithub,
};

/**
 * Exits 1 when less than `min` percent is covered.
 *
 * @throws {CommandError} for a folder without coverage
 * @throws {CoverageError} for a file that cannot be read
 */
export function coverage(folder: string, { format, min }: CoverageFlags): void {
  const views = readCoverage(folder);
  if (views.length === 0)
    throw new CommandError(
      `${folder} holds no coverage; run vendouble exec --coverage ${folder} -- <command> first`,
    );
  const view = mergeCoverage(views);
  process.stdout.write(FORMATS[format](view));
  const percent = percentOf(totalOf(view)) ?? 0;
  if (min === undefined || percent >= min) return;
  if (format === 'github') process.stdout.write(tooLittle(view, min));
  process.stderr.write(`vendouble: ${percentText(view)} covered, and ${min} % are asked for\n`);
  process.exitCode = 1;
}
