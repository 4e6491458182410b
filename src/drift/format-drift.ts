/** Writes a drift report for people, for scripts, and for the CI servers that read one of its formats. */
import type { SourcePlace } from '../contract/document/source-files.ts';
import { formatAnnotation } from '../reports/github.ts';
import { toJUnit } from '../reports/junit.ts';
import type { BudgetedFindings } from './budget.ts';
import type { DriftFinding, DriftReport } from './drift-finding.ts';
import type { DriftFormat } from './drift-formats.ts';

/** Where the contract describes the reply that a finding differs from; `undefined` outside the working directory. */
export type FindPlace = (finding: DriftFinding) => SourcePlace | undefined;

const whereOf = ({ operation, status, pointer }: DriftFinding): string =>
  `${operation} ${status}${pointer === '' ? '' : ` ${pointer}`}`;

const countOf = ({ count, samples }: DriftFinding): string =>
  `${count === 1 ? 'once' : `${count} times`}, such as ${samples.join(', ')}`;

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

function formatText(
  { exchanges, compared, replayed, skipped }: DriftReport,
  budgeted: BudgetedFindings,
): string {
  const { open, accepted, expired, unused } = budgeted;
  const lines = open.flatMap((finding) => [
    `${finding.severity.padEnd(8)}  ${whereOf(finding)}`,
    `          ${finding.message}`,
    `          ${finding.kind}, against the ${finding.against}, ${countOf(finding)}`,
    ...(finding.evidence === undefined
      ? []
      : [`          the contract's source (${finding.evidence.grade}): ${oneLine(finding.evidence.source)}`]),
    ...(finding.overlay === undefined
      ? []
      : [`          overlay: ${finding.overlay.target} ${JSON.stringify(finding.overlay.update)}`]),
  ]);
  return [
    ...lines,
    ...expired.map(
      ({ operation, kind, expires }) => `the budget for ${kind} of ${operation} expired on ${expires}`,
    ),
    ...unused.map(
      ({ operation, kind }) => `the budget for ${kind} of ${operation} matches nothing; remove it`,
    ),
    ...Object.entries(skipped).map(
      ([reason, count]) => `${count} ${count === 1 ? 'exchange' : 'exchanges'}: ${reason}`,
    ),
    `${open.length} differences (${accepted.length} accepted) in ${exchanges} exchanges; ${compared} compared with the contract, ${replayed} with the emulator`,
    '',
  ].join('\n');
}

const formatJUnit = ({ open, accepted }: BudgetedFindings): string =>
  toJUnit([
    {
      name: 'vendouble drift',
      cases: [
        ...open.map((finding) => ({
          classname: finding.operation,
          name: `${finding.kind} ${whereOf(finding)}`,
          failure: { message: finding.message, text: countOf(finding) },
        })),
        ...accepted.map(({ finding, entry }) => ({
          classname: finding.operation,
          name: `${finding.kind} ${whereOf(finding)}`,
          skipped: `${entry.reason} (until ${entry.expires})`,
        })),
      ],
    },
  ]);

const LEVELS = { breaking: 'error', additive: 'warning', cosmetic: 'note' } as const;

const locationsOf = (place: SourcePlace | undefined): readonly object[] =>
  place === undefined
    ? []
    : [
        {
          physicalLocation: {
            artifactLocation: { uri: encodeURI(place.file) },
            ...(place.line === undefined ? {} : { region: { startLine: place.line } }),
          },
        },
      ];

function formatSarif({ open }: BudgetedFindings, placeOf: FindPlace): string {
  const rules = [...new Set(open.map(({ kind }) => kind))];
  return JSON.stringify(
    {
      version: '2.1.0',
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      runs: [
        {
          tool: { driver: { name: 'vendouble', rules: rules.map((id) => ({ id })) } },
          results: open.map((finding) => ({
            ruleId: finding.kind,
            level: LEVELS[finding.severity],
            message: { text: `${whereOf(finding)}: ${finding.message} (${countOf(finding)})` },
            locations: locationsOf(placeOf(finding)),
            partialFingerprints: { place: `${finding.kind} ${whereOf(finding)}` },
          })),
        },
      ],
    },
    undefined,
    2,
  );
}

const ANNOTATIONS = { breaking: 'error', additive: 'warning', cosmetic: 'notice' } as const;

const formatGithub = ({ open }: BudgetedFindings, placeOf: FindPlace): string =>
  open
    .map((finding) => {
      const { file, line } = placeOf(finding) ?? {};
      return `${formatAnnotation({
        level: ANNOTATIONS[finding.severity],
        file,
        line,
        title: finding.kind,
        text: `${whereOf(finding)}: ${finding.message} (${countOf(finding)})`,
      })}\n`;
    })
    .join('');

/** @param placeOf the place in the contract that a finding differs from, for formats that name files */
export function formatDrift(
  format: DriftFormat,
  report: DriftReport,
  budgeted: BudgetedFindings,
  placeOf: FindPlace,
): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify({ ...report, findings: budgeted.open, accepted: budgeted.accepted, expired: budgeted.expired, unused: budgeted.unused }, undefined, 2)}\n`;
    case 'junit':
      return formatJUnit(budgeted);
    case 'sarif':
      return `${formatSarif(budgeted, placeOf)}\n`;
    case 'github':
      return formatGithub(budgeted, placeOf);
    default:
      return formatText(report, budgeted);
  }
}
