/** Copies what can be read of a damaged directory into a new one. The damaged one is not changed. */

import { join } from 'node:path';
import { isObject } from '../core/is-object.ts';
import type { Dump } from '../core/store.ts';
import { checkpoint } from './checkpoint.ts';
import type { Disk } from './file-system.ts';
import { JOURNAL_START, type JournalPosition } from './journal-line.ts';
import { scanSegment, segmentName } from './journal-segment.ts';
import { BACKUP, SNAPSHOT, segmentsIn } from './recover.ts';
import { createReplay } from './replay.ts';
import { type ScopeView, viewsIn } from './scope.ts';
import { readSnapshot } from './snapshot.ts';
import { StateFileError } from './state-error.ts';

export interface RepairResult {
  /** Number of transactions in the new directory. */
  readonly kept: number;
  /** What is missing there or may differ, a sentence each. */
  readonly losses: readonly string[];
}

interface Base extends JournalPosition {
  readonly scopes: Iterable<readonly [string, ScopeView]>;
}

const isDump = (value: unknown): value is Dump =>
  isObject(value) &&
  Object.values(value).every(
    (scope) =>
      isObject(scope) &&
      Number.isSafeInteger(scope.sequence) &&
      isObject(scope.collections) &&
      Object.values(scope.collections).every((records) => Array.isArray(records) && records.every(isObject)),
  );

/** A file without a valid checksum that is JSON of the right form. */
function readUnsealed(bytes: Buffer): Base | undefined {
  try {
    const { lsn = JOURNAL_START.lsn, chain = JOURNAL_START.chain, scopes } = JSON.parse(bytes.toString());
    return isDump(scopes) && Number.isSafeInteger(lsn) && typeof chain === 'string'
      ? { lsn, chain, scopes: viewsIn(scopes) }
      : undefined;
  } catch {
    return undefined;
  }
}

async function baseOf(disk: Disk, from: string, lose: (what: string) => void): Promise<Base> {
  for (const name of [SNAPSHOT, BACKUP]) {
    const file = join(from, name);
    const bytes = await disk.read(file);
    if (bytes === undefined) continue;
    try {
      return readSnapshot(bytes, file);
    } catch (cause) {
      if (!(cause instanceof StateFileError)) throw cause;
    }
    const unsealed = readUnsealed(bytes);
    lose(
      unsealed === undefined
        ? `${file} cannot be read`
        : `${file} is not as it was written, or is of another version; it is taken as it reads`,
    );
    if (unsealed !== undefined) return unsealed;
  }
  return { ...JOURNAL_START, scopes: [] };
}

/**
 * @param to must be empty or not exist
 * @throws {StateFileError} when there is nothing to save, or `to` is not empty
 */
export async function repairDirectory(disk: Disk, from: string, to: string): Promise<RepairResult> {
  const names = await disk.list(from);
  const firsts = segmentsIn(names);
  if (firsts.length === 0 && !names.includes(SNAPSHOT) && !names.includes(BACKUP))
    throw new StateFileError(`there is no state in ${from}`);
  if ((await disk.list(to)).length > 0)
    throw new StateFileError(`the directory ${to} is not empty; name a new one with --to`);
  const losses: string[] = [];
  const lose = (what: string): void => void losses.push(what);
  const { scopes, ...base } = await baseOf(disk, from, lose);
  const replay = createReplay(scopes);
  let mark: JournalPosition = base;
  for (const first of firsts) {
    const file = join(from, segmentName(first));
    const { lines, end, wrong } = scanSegment((await disk.read(file)) ?? Buffer.alloc(0), first, 'skip');
    for (const line of lines) {
      if (line.lsn !== mark.lsn + 1 || line.after !== mark.chain) continue;
      replay.apply(line.commits);
      mark = { lsn: line.lsn, chain: line.chain };
    }
    const last = lines.at(-1)?.lsn ?? 0;
    if (last > mark.lsn)
      lose(
        `${file} holds transactions up to ${last}, and they do not follow on ${mark.lsn}; they are left out`,
      );
    if (wrong !== undefined) lose(`${file} is left out from byte ${end} on: ${wrong}`);
  }
  await disk.makeDirectory(to);
  await checkpoint(disk, to, { format: 2, lsn: mark.lsn, chain: mark.chain, scopes: replay.views() });
  return { kept: mark.lsn, losses };
}
