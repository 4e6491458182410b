/** Writes a drift report for people, for scripts, and for the CI servers that read one of its formats. */
import { toJUnit } from '../reports/junit.ts';
import type { BudgetedFindings } from './budget.ts';
import type { DriftFinding, DriftReport } from './drift-finding.ts';
import type { DriftFormat } from './drift-formats.ts';

const placeOf = ({ operation, status, pointer }: DriftFinding): string =>
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
    `${finding.severity.padEnd(8)}  ${placeOf(finding)}`,
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
          name: `${finding.kind} ${placeOf(finding)}`,
          failure: { message: finding.message, text: countOf(finding) },
        })),
        ...accepted.map(({ finding, entry }) => ({
          classname: finding.operation,
          name: `${finding.kind} ${placeOf(finding)}`,
          skipped: `${entry.reason} (until ${entry.expires})`,
        })),
      ],
    },
  ]);

const LEVELS = { breaking: 'error', additive: 'warning', cosmetic: 'note' } as const;

function formatSarif({ open }: BudgetedFindings, contract: string): string {
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
            message: { text: `${placeOf(finding)}: ${finding.message} (${countOf(finding)})` },
            locations: [{ physicalLocation: { artifactLocation: { uri: contract } } }],
            partialFingerprints: { place: `${finding.kind} ${placeOf(finding)}` },
          })),
        },
      ],
    },
    undefined,
    2,
  );
}

const escapeCommand = (text: string): string =>
  text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');

const COMMANDS = { breaking: 'error', additive: 'warning', cosmetic: 'notice' } as const;

const formatGithub = ({ open }: BudgetedFindings): string =>
  open
    .map(
      (finding) =>
        `::${COMMANDS[finding.severity]} title=${escapeCommand(finding.kind)}::${escapeCommand(`${placeOf(finding)}: ${finding.message} (${countOf(finding)})`)}\n`,
    )
    .join('');

/** @param contract path of the contract, for formats that name a file */
export function formatDrift(
  format: DriftFormat,
  report: DriftReport,
  budgeted: BudgetedFindings,
  contract: string,
): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify({ ...report, findings: budgeted.open, accepted: budgeted.accepted, expired: budgeted.expired, unused: budgeted.unused }, undefined, 2)}\n`;
    case 'junit':
      return formatJUnit(budgeted);
    case 'sarif':
      return `${formatSarif(budgeted, contract)}\n`;
    case 'github':
      return formatGithub(budgeted);
    default:
      return formatText(report, budgeted);
  }
}
