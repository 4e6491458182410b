/** Changes as JUnit's XML: a suite for each operation, and a failure for each breaking change. */
import Builder from 'fast-xml-builder';
import { type DiffReport, describeExercise, operationOf, placeOf } from './diff-report.ts';
import type { ExercisedChange } from './exercise.ts';

/** XML 1.0 has no place for these characters, not even escaped. */
const printable = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that XML forbids
  text.toWellFormed().replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '\ufffd');

function testcaseOf(change: ExercisedChange): object {
  const { level, kind, message, advice, old, new: next } = change;
  const text = printable(
    [
      message,
      advice === 'Nothing.' ? '' : advice,
      `old: ${placeOf(old)}`,
      `new: ${placeOf(next)}`,
      describeExercise(change),
    ]
      .filter((line) => line !== '')
      .join('\n'),
  );
  return {
    '@name': printable(`${kind}: ${message}`),
    '@classname': printable(operationOf(change)),
    ...(level === 'breaking'
      ? { failure: { '@message': printable(message), '@type': kind, '#text': text } }
      : { 'system-out': text }),
  };
}

export function formatJUnit(report: DiffReport): string {
  const builder = new Builder({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    format: true,
    suppressEmptyNode: true,
    suppressBooleanAttributes: false,
  });
  const groups = Map.groupBy(report.changes, operationOf);
  const suites = [...groups].map(([name, changes]) => ({
    '@name': printable(name),
    '@tests': changes.length,
    '@failures': changes.filter(({ level }) => level === 'breaking').length,
    testcase: changes.map(testcaseOf),
  }));
  // Readers of JUnit take a report without a test for a run that did not happen.
  const none = {
    '@name': 'the whole API',
    '@tests': 1,
    '@failures': 0,
    testcase: [{ '@name': 'no change', '@classname': 'the whole API' }],
  };
  return builder.build({
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    testsuites: { testsuite: suites.length === 0 ? [none] : suites },
  });
}
