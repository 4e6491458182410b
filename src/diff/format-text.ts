/** Changes for people. One that concerns several operations is shown once. */
import { styleText } from 'node:util';
import { type DiffReport, describeExercise, placeOf, summaryOf } from './diff-report.ts';
import type { ExercisedChange } from './exercise.ts';
import { type ChangeLevel, LEVELS } from './kinds.ts';

const TITLES: Readonly<Record<ChangeLevel, string>> = {
  breaking: 'Breaking',
  additive: 'Additive',
  cosmetic: 'Cosmetic',
};

/** Lines of one kind that are shown for one change. */
const MOST = 5;

function shorten(lines: readonly string[], indent: string): readonly string[] {
  const all = [...new Set(lines)].filter((line) => line !== '');
  const more = all.length > MOST ? [`and ${all.length - MOST} more`] : [];
  return [...all.slice(0, MOST), ...more].map((line) => `${indent}${line}`);
}

function formatGroup(changes: readonly ExercisedChange[]): string {
  const [change] = changes;
  if (change === undefined) return '';
  const { kind, advice, old, new: next } = change;
  return [
    ...shorten(
      changes.map((one) => (one.operation === undefined ? '' : `${one.operation.title}: `) + one.message),
      '  ',
    ),
    ...(advice === 'Nothing.' ? [] : [`    ${advice}`]),
    `    ${kind}  ${placeOf(old)} → ${placeOf(next)}`,
    ...shorten(changes.map(describeExercise), '    '),
    '',
  ].join('\n');
}

export function formatText(report: DiffReport): string {
  const { changes, old, new: next, coverage } = report;
  const lines = LEVELS.flatMap((level) => {
    const own = changes.filter((change) => change.level === level);
    if (own.length === 0) return [];
    const groups = Map.groupBy(own, ({ kind, name, advice, old: from, new: to }) =>
      JSON.stringify([kind, name, advice, from, to]),
    );
    return [`${styleText('bold', TITLES[level])}\n`, ...[...groups.values()].map(formatGroup)];
  });
  const breaking = changes.filter(({ level }) => level === 'breaking');
  const exercised = breaking.filter(({ exercise }) => exercise !== undefined && exercise.hits > 0);
  const unknown = breaking.filter(({ exercise }) => exercise === undefined);
  const counted = `Your tests exercised ${exercised.length} of the ${breaking.length} breaking changes`;
  const rest = unknown.length === 0 ? '' : `; of ${unknown.length} nothing is counted`;
  return [
    ...lines,
    `${old} → ${next}: ${changes.length === 0 ? 'no change' : summaryOf(report)}`,
    ...(coverage === undefined || breaking.length === 0 ? [] : [`${counted}${rest}.`]),
    '',
  ].join('\n');
}
