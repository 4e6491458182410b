/** The faults that can be planted in the hand-written code, and samples of them. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Mutant, MutantResult } from '@stryker-mutator/api/core';
import type { Logger } from '@stryker-mutator/api/logging';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { filesBelow, isGenerated, ROOT, SOURCE, textOf } from '../structure/source-files.ts';

export type Location = Mutant['location'];

/** A fault: what stands at a place of a file is replaced. */
export interface PlantedFault {
  /** From `src/`, such as `pact/matchers.ts`. */
  readonly file: string;
  readonly location: Location;
  readonly replacement: string;
  readonly mutator: string;
}

/** The folder whose score a fault counts for: `pact`, `vendors/engage`; `src` for a file at the root. */
export function folderOf(file: string): string {
  const [first = '', second] = file.split('/');
  if (second === undefined) return 'src';
  return first === 'vendors' && !second.endsWith('.ts') ? `${first}/${second}` : first;
}

/** Texts of the vendors are quoted from them, so a change of one word is no fault of ours. */
const isProse = ({ file, mutator }: PlantedFault): boolean =>
  file.startsWith('vendors/') && mutator === 'StringLiteral';

export const keyOf = ({ file, location: { start, end }, replacement }: PlantedFault): string =>
  `${file}:${start.line}:${start.column}-${end.line}:${end.column} ${replacement}`;

/** `src/a.ts`, `/path/to/src/a.ts` and that of a sandbox, from `src/`. */
const fileOf = (path: string): string => `/${path}`.split('/src/').at(-1) ?? path;

/** What Stryker says of a fault, with the path from `src/`. */
export const faultOf = (mutant: Omit<Mutant, 'id'>): PlantedFault => ({
  file: fileOf(mutant.fileName),
  location: mutant.location,
  replacement: mutant.replacement,
  mutator: mutant.mutatorName,
});

const ignore = (): void => {};
const silent: Logger = {
  isTraceEnabled: () => false,
  isDebugEnabled: () => false,
  isInfoEnabled: () => false,
  isWarnEnabled: () => false,
  isErrorEnabled: () => false,
  isFatalEnabled: () => false,
  trace: ignore,
  debug: ignore,
  info: ignore,
  warn: ignore,
  error: ignore,
  fatal: ignore,
};

/** The same of a result, whose lines and columns begin at 1. */
export function plantedFault(result: MutantResult): PlantedFault {
  const { start, end } = result.location;
  const before = ({ line, column }: Location['start']): Location['start'] => ({
    line: line - 1,
    column: column - 1,
  });
  return {
    file: fileOf(result.fileName),
    location: { start: before(start), end: before(end) },
    replacement: result.replacement ?? '',
    mutator: result.mutatorName,
  };
}

/** Every fault that Stryker knows in the files below these folders of `src/`. */
export async function listFaults(folders: readonly string[]): Promise<readonly PlantedFault[]> {
  const files = filesBelow(SOURCE).filter(
    (file) => !isGenerated(file) && folders.some((folder) => `${file}/`.startsWith(folder)),
  );
  const { mutants } = await new Instrumenter(silent).instrument(
    files.map((file) => ({ name: join(ROOT, 'src', file), mutate: true, content: textOf(file) })),
    { plugins: null, excludedMutations: [], ignorers: [] },
  );
  return mutants.map(faultOf).filter((fault) => !isProse(fault));
}

/** The same faults for the same seed, however they are ordered. */
export function sampleOf(
  faults: readonly PlantedFault[],
  size: number,
  seed: string,
): readonly PlantedFault[] {
  const rank = (fault: PlantedFault): string =>
    createHash('sha256')
      .update(`${seed} ${keyOf(fault)}`)
      .digest('hex');
  return faults
    .map((fault) => [rank(fault), fault] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, size)
    .map(([, fault]) => fault);
}
