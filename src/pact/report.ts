/** Reports of a check: for people, for programs, and as JUnit's XML for CI. */
import Builder from 'fast-xml-builder';
import type { Format, PactFinding, PactReport } from './findings.ts';

export const hasErrors = (reports: readonly PactReport[]): boolean =>
  reports.some(({ findings }) => findings.some(({ severity }) => severity === 'error'));

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

const spot = ({ file, line, pointer }: PactFinding['pact']): string =>
  `${file}${line === undefined ? '' : `:${line}`} #${pointer}`;

const placed = ({ pact, contract }: PactFinding): string =>
  `    pact      ${spot(pact)}${contract === undefined ? '' : `\n    contract  ${spot(contract)}`}`;

const inWords = (finding: PactFinding): string =>
  `  ${finding.severity} ${finding.code}: ${finding.message}\n    in        ${finding.interaction}\n${placed(finding)}\n`;

function asText({ file, consumer, provider, vendor, interactions, findings }: PactReport): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const sum = `${counted(interactions.length, 'interaction')}, ${counted(errors, 'error')}, ${counted(findings.length - errors, 'warning')}`;
  return `${file}: ${consumer} → ${provider}, held to the contract of ${vendor}\n${findings.map(inWords).join('')}  ${sum}\n`;
}

/** XML 1.0 has no place for these characters, not even escaped. */
const printable = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that XML forbids
  text.toWellFormed().replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '\ufffd');

function testcaseOf({ file, findings }: PactReport, name: string): object {
  const own = findings.filter(({ interaction }) => interaction === name);
  const broken = own.filter(({ severity }) => severity === 'error');
  const told = (those: readonly PactFinding[]): string => printable(those.map(inWords).join('\n'));
  return {
    '@name': printable(name),
    '@classname': printable(file),
    ...(broken.length === 0
      ? {}
      : { failure: { '@message': printable(broken[0]?.message ?? ''), '#text': told(broken) } }),
    ...(own.length === broken.length
      ? {}
      : { 'system-out': told(own.filter(({ severity }) => severity === 'warning')) }),
  };
}

function asJUnit(reports: readonly PactReport[]): string {
  const builder = new Builder({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    format: true,
    suppressEmptyNode: true,
    suppressBooleanAttributes: false,
  });
  const suites = reports.map((report) => {
    const testcase = [...new Set(report.interactions)].map((name) => testcaseOf(report, name));
    return {
      '@name': printable(`${report.consumer} → ${report.provider}`),
      '@tests': testcase.length,
      '@failures': testcase.filter((one) => 'failure' in one).length,
      testcase,
    };
  });
  return builder.build({
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    testsuites: { testsuite: suites },
  });
}

export function renderReport(reports: readonly PactReport[], format: Format): string {
  switch (format) {
    case 'text':
      return reports.map(asText).join('\n');
    case 'json':
      return `${JSON.stringify({ reports }, null, 2)}\n`;
    case 'junit':
      return asJUnit(reports);
    default: {
      const never: never = format;
      return never;
    }
  }
}
