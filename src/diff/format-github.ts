/** Changes as workflow commands of GitHub Actions, which shows them beside the lines of the new document. */
import { type DiffReport, describeExercise, operationOf, placeOf, summaryOf } from './diff-report.ts';
import type { ExercisedChange } from './exercise.ts';

const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapeProperty = (text: string): string =>
  escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

function formatChange(change: ExercisedChange): string {
  const { level, kind, message, advice, old, new: next } = change;
  const command = level === 'breaking' ? 'error' : 'notice';
  const line = next.line === undefined ? '' : `,line=${next.line}`;
  const exercise = describeExercise(change);
  const text = [
    `${operationOf(change)}: ${message} ${advice === 'Nothing.' ? '' : advice}`.trim(),
    `Before: ${placeOf(old)}`,
    ...(exercise === '' ? [] : [exercise]),
  ].join('\n');
  return `::${command} file=${escapeProperty(next.file)}${line},title=${escapeProperty(kind)}::${escapeData(text)}`;
}

/** Cosmetic changes are left out: GitHub shows ten notices of a step. */
export const formatGitHub = (report: DiffReport): string =>
  [
    ...report.changes.filter(({ level }) => level !== 'cosmetic').map(formatChange),
    `${report.old} → ${report.new}: ${report.changes.length === 0 ? 'no change' : summaryOf(report)}`,
    '',
  ].join('\n');
