/** Renders the reports of a check: as text, as JSON, as JUnit and for GitHub Actions. */
import { formatAnnotation } from '../reports/github.ts';
import { type JUnitCase, type JUnitSuite, toJUnit } from '../reports/junit.ts';
import type { Format, PactFinding, PactReport } from './findings.ts';

export const hasErrors = (reports: readonly PactReport[]): boolean =>
  reports.some(({ findings }) => findings.some(({ severity }) => severity === 'error'));

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

const spot = ({ file, line, pointer }: PactFinding['pact']): string =>
  `${file}${line === undefined ? '' : `:${line}`} #${pointer}`;

const placed = ({ pact, contract, change, before }: PactFinding): string =>
  [
    `    pact      ${spot(pact)}`,
    ...(contract === undefined ? [] : [`    contract  ${spot(contract)}`]),
    ...(before === undefined ? [] : [`    before    ${spot(before)}`]),
    ...(change === undefined ? [] : [`    change    ${change}`]),
  ].join('\n');

const inWords = (finding: PactFinding): string =>
  `  ${finding.severity} ${finding.code}: ${finding.message}\n    in        ${finding.interaction}\n${placed(finding)}\n`;

function summary({ interactions, findings }: PactReport): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return `${counted(interactions.length, 'interaction')}, ${counted(errors, 'error')}, ${counted(findings.length - errors, 'warning')}`;
}

function asText(report: PactReport): string {
  const { file, consumer, provider, vendor, findings } = report;
  return `${file}: ${consumer} → ${provider}, checked against the contract of ${vendor}\n${findings.map(inWords).join('')}  ${summary(report)}\n`;
}

function caseOf({ file, findings }: PactReport, name: string): JUnitCase {
  const own = findings.filter(({ interaction }) => interaction === name);
  const errors = own.filter(({ severity }) => severity === 'error');
  const warnings = own.filter(({ severity }) => severity === 'warning');
  const [first] = errors;
  return {
    classname: file,
    name,
    failure:
      first === undefined ? undefined : { message: first.message, text: errors.map(inWords).join('\n') },
    output: warnings.length === 0 ? undefined : warnings.map(inWords).join('\n'),
  };
}

const suiteOf = (report: PactReport): JUnitSuite => ({
  name: `${report.consumer} → ${report.provider}`,
  cases: [...new Set([...report.interactions, ...report.findings.map(({ interaction }) => interaction)])].map(
    (name) => caseOf(report, name),
  ),
});

const asGitHub = (reports: readonly PactReport[]): string =>
  [
    ...reports.flatMap(({ findings }) =>
      findings.map((finding) =>
        formatAnnotation({
          level: finding.severity,
          file: finding.pact.file,
          line: finding.pact.line,
          title: `pact: ${finding.code}`,
          text: `${finding.interaction}: ${finding.message}${finding.contract === undefined ? '' : `\nContract: ${spot(finding.contract)}`}`,
        }),
      ),
    ),
    ...reports.map((report) => `${report.file}: ${summary(report)}`),
    '',
  ].join('\n');

export function renderReport(reports: readonly PactReport[], format: Format): string {
  switch (format) {
    case 'text':
      return reports.map(asText).join('\n');
    case 'json':
      return `${JSON.stringify({ reports }, null, 2)}\n`;
    case 'github':
      return asGitHub(reports);
    case 'junit':
      return toJUnit(reports.map(suiteOf));
    default: {
      const never: never = format;
      return never;
    }
  }
}
