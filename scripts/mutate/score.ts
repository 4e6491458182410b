/** How many planted faults the tests noticed, by folder of `src/`. */
import type { MutantResult } from '@stryker-mutator/api/core';
import { folderOf, type PlantedFault, plantedFault } from './mutants.ts';

export interface FolderScore {
  readonly noticed: number;
  readonly planted: number;
}

export type Scores = Readonly<Record<string, FolderScore>>;

export interface Outcome {
  readonly scores: Scores;
  /** Faults that no test noticed. */
  readonly unnoticed: readonly (PlantedFault & { readonly why: string })[];
}

const NOTICED = ['Killed', 'Timeout'];
/** No code that can run, or set aside by a comment: neither noticed nor missed. */
const NOT_COUNTED = ['CompileError', 'RuntimeError', 'Ignored', 'Pending'];

export function outcomeOf(results: readonly MutantResult[]): Outcome {
  const counted = results.filter(({ status }) => !NOT_COUNTED.includes(status));
  const scores: Record<string, FolderScore> = {};
  for (const result of counted) {
    const folder = folderOf(plantedFault(result).file);
    const { noticed, planted } = scores[folder] ?? { noticed: 0, planted: 0 };
    scores[folder] = {
      noticed: noticed + (NOTICED.includes(result.status) ? 1 : 0),
      planted: planted + 1,
    };
  }
  const unnoticed = counted
    .filter(({ status }) => !NOTICED.includes(status))
    .map((result) => ({
      ...plantedFault(result),
      why: result.status === 'NoCoverage' ? 'no test reaches it' : 'survived',
    }));
  return { scores: Object.fromEntries(Object.entries(scores).sort()), unnoticed };
}

function totalOf(scores: Scores): FolderScore {
  const all = Object.values(scores);
  return {
    noticed: all.reduce((sum, { noticed }) => sum + noticed, 0),
    planted: all.reduce((sum, { planted }) => sum + planted, 0),
  };
}

const percent = ({ noticed, planted }: FolderScore): string =>
  `${String(Math.round((100 * noticed) / Math.max(1, planted))).padStart(3)} %  ${noticed} of ${planted}`;

export function format({ scores, unnoticed }: Outcome): string {
  const line = (name: string, score: FolderScore): string => `  ${name.padEnd(20)} ${percent(score)}`;
  return [
    'Noticed, by folder:',
    ...Object.entries(scores).map(([name, score]) => line(name, score)),
    line('all', totalOf(scores)),
    ...(unnoticed.length === 0 ? [] : ['', 'Not noticed:']),
    ...unnoticed.map(
      ({ file, location, mutator, replacement, why }) =>
        `  src/${file}:${location.start.line + 1}:${location.start.column + 1}  ${mutator}, ${why}: ${replacement.replace(/\s+/g, ' ').slice(0, 100)}`,
    ),
    '',
  ].join('\n');
}

/** Folders that notice a smaller part than before. */
export const fallen = (now: Scores, before: Scores): readonly string[] =>
  Object.entries(before).flatMap(([name, old]) => {
    const score = now[name];
    if (score === undefined || score.noticed * old.planted >= old.noticed * score.planted) return [];
    return [`${name}: ${percent(score).trim()}, and it was ${percent(old).trim()}`];
  });
