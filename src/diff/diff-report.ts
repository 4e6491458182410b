/** The changes between two documents, and their figures: what every format shows. */
import type { ExercisedChange } from './exercise.ts';
import { type ChangeLevel, LEVELS } from './kinds.ts';

export const FORMATS = ['text', 'json', 'junit', 'github', 'sarif'] as const;

export type DiffFormat = (typeof FORMATS)[number];

export interface DiffReport {
  /** As it was named. */
  readonly old: string;
  readonly new: string;
  readonly changes: readonly ExercisedChange[];
  /** The folder whose coverage was used. */
  readonly coverage: string | undefined;
}

export const countByLevel = ({ changes }: DiffReport): Readonly<Record<ChangeLevel, number>> => {
  const count = (level: ChangeLevel): number => changes.filter((change) => change.level === level).length;
  return { breaking: count('breaking'), additive: count('additive'), cosmetic: count('cosmetic') };
};

/** `2 breaking, 1 additive and 0 cosmetic changes`. */
export function summaryOf(report: DiffReport): string {
  const counts = countByLevel(report);
  const [first, second, third] = LEVELS.map((level) => `${counts[level]} ${level}`);
  const total = report.changes.length;
  return `${first}, ${second} and ${third} change${total === 1 ? '' : 's'}`;
}

/** Method and path, which every operation has; an `operationId` is optional. */
export const operationOf = ({ operation }: ExercisedChange): string => operation?.title ?? 'the whole API';

/** `pets.yaml:12`. */
export const placeOf = ({ file, line }: ExercisedChange['old']): string =>
  line === undefined ? file : `${file}:${line}`;

/** `exercised: reply 200 of getPet, 3 times`; empty where nothing is known. */
export function describeExercise({ exercise }: ExercisedChange): string {
  if (exercise === undefined) return '';
  const { hits, what } = exercise;
  return hits === 0
    ? `not exercised by your tests: no ${what}`
    : `exercised by your tests: ${what}, ${hits === 1 ? 'once' : `${hits} times`}`;
}
