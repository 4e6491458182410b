/** Changes as a JUnit report: a suite for each operation, and a failure for each breaking change. */
import { type JUnitCase, toJUnit } from '../reports/junit.ts';
import { type DiffReport, describeExercise, operationOf, placeOf } from './diff-report.ts';
import type { ExercisedChange } from './exercise.ts';

function toCase(change: ExercisedChange): JUnitCase {
  const { level, kind, message, advice, old, new: next } = change;
  const text = [
    message,
    advice === 'Nothing.' ? '' : advice,
    `old: ${placeOf(old)}`,
    `new: ${placeOf(next)}`,
    describeExercise(change),
  ]
    .filter((line) => line !== '')
    .join('\n');
  return {
    classname: operationOf(change),
    name: `${kind}: ${message}`,
    ...(level === 'breaking' ? { failure: { message, text } } : { output: text }),
  };
}

/** CI servers take a report without a test for a run that did not happen. */
const NO_CHANGE: JUnitCase = { classname: 'the whole API', name: 'no change' };

export function formatJUnit({ changes }: DiffReport): string {
  const suites = [...Map.groupBy(changes, operationOf)].map(([name, own]) => ({
    name,
    cases: own.map(toCase),
  }));
  return toJUnit(suites.length === 0 ? [{ name: 'the whole API', cases: [NO_CHANGE] }] : suites);
}
