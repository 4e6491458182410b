/** The report of a check as text, JSON or JUnit's XML. */
import { toJUnit } from '../../reports/junit.ts';
import { ADVICE, type CheckReport, type ProbeResult } from './findings.ts';

export const CHECK_FORMATS = ['text', 'json', 'junit'] as const;
export type CheckFormat = (typeof CHECK_FORMATS)[number];

const WIDTH = 13;

const adviceOf = ({ finding }: ProbeResult): string => (finding === undefined ? '' : ADVICE[finding]);

function formatText({ to, topic, signer, generated, results }: CheckReport): string {
  const lines = results.flatMap((result) => {
    const { probe, outcome, detail, finding } = result;
    const line = `${outcome === 'failed' ? 'FAILED' : outcome}`.padEnd(12) + probe.padEnd(WIDTH + 2) + detail;
    return finding === undefined ? [line] : [line, `${''.padEnd(12)}${finding}: ${adviceOf(result)}`];
  });
  const count = (outcome: ProbeResult['outcome']): number =>
    results.filter((result) => result.outcome === outcome).length;
  return [
    `Deliveries of ${topic} to ${to}, signer ${signer}`,
    ...(generated
      ? [
          'The document has no example of it, so its values are generated from the schema. An example makes them realistic.',
        ]
      : []),
    '',
    ...lines,
    '',
    `${count('passed')} passed, ${count('failed')} failed, ${count('not judged')} not judged`,
    '',
  ].join('\n');
}

function formatJson(report: CheckReport): string {
  const results = report.results.map((result) => ({
    ...result,
    ...(result.finding === undefined ? {} : { advice: adviceOf(result) }),
  }));
  return `${JSON.stringify({ ...report, results }, null, 2)}\n`;
}

function formatJUnit({ to, results }: CheckReport): string {
  const cases = results.map((result) => ({
    classname: `webhooks ${to}`,
    name: result.probe,
    failure:
      result.finding === undefined
        ? undefined
        : { message: `${result.finding}: ${result.detail}`, text: adviceOf(result) },
    skipped: result.outcome === 'not judged' ? result.detail : undefined,
  }));
  return toJUnit([{ name: `webhooks check ${to}`, cases }]);
}

const FORMATTERS = { text: formatText, json: formatJson, junit: formatJUnit } as const;

export const formatCheckReport = (report: CheckReport, format: CheckFormat): string =>
  FORMATTERS[format](report);
