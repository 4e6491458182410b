/** Reads a state directory: the snapshot, and what the journal adds to it. */
import { join } from 'node:path';
import type { Disk } from './file-system.ts';
import { JOURNAL_START, type JournalLine, type JournalPosition } from './journal-line.ts';
import { firstLineNumber, type JournalSegment, readSegment, segmentName } from './journal-segment.ts';
import { createReplay } from './replay.ts';
import type { ScopeView } from './scope.ts';
import { readSnapshot } from './snapshot.ts';
import { damagedFile } from './state-error.ts';

export const SNAPSHOT = 'state.json';
/** The snapshot before this one. */
export const BACKUP = 'state.json.bak';
/** A snapshot that is being written. After a crash it is of no use. */
export const UNFINISHED = 'state.json.tmp';

/** A write that was interrupted. */
export interface TornTail {
  readonly file: string;
  readonly offset: number;
  readonly bytes: number;
}

export interface Recovered extends JournalPosition {
  readonly views: readonly (readonly [string, ScopeView])[];
  /** Bytes of the snapshot; 0 when there is none. */
  readonly size: number;
  readonly segments: readonly { readonly name: string; readonly lines: number; readonly bytes: number }[];
  readonly torn: TornTail | undefined;
}

export const segmentsIn = (names: readonly string[]): readonly number[] =>
  names.flatMap((name) => firstLineNumber(name) ?? []).sort((one, other) => one - other);

/** The lines that the snapshot does not cover. @throws {StateFileError} when they do not follow it */
function fresh(lines: readonly JournalLine[], base: JournalPosition, file: string): readonly JournalLine[] {
  const [first] = lines;
  const known = lines.find(({ lsn }) => lsn === base.lsn);
  const strange =
    known === undefined
      ? first?.lsn === base.lsn + 1 && first.after !== base.chain
      : known.chain !== base.chain;
  if (strange) throw damagedFile(file, 0, `it does not belong to the ${SNAPSHOT} beside it`);
  return lines.filter(({ lsn }) => lsn > base.lsn);
}

/**
 * Reads only.
 *
 * @throws {StateFileError} for damage and for missing parts
 */
export async function readDirectory(disk: Disk, directory: string): Promise<Recovered> {
  // Listed first: a segment that is removed in the meantime is covered by the snapshot.
  const names = await disk.list(directory);
  const bytes = await disk.read(join(directory, SNAPSHOT));
  const snapshot = bytes && readSnapshot(bytes, join(directory, SNAPSHOT));
  if (bytes === undefined && names.includes(BACKUP))
    throw damagedFile(join(directory, SNAPSHOT), 0, `it is missing, and ${BACKUP} says that there was one`);
  const replay = createReplay(snapshot?.scopes ?? []);
  let mark: JournalPosition = {
    lsn: snapshot?.lsn ?? JOURNAL_START.lsn,
    chain: snapshot?.chain ?? JOURNAL_START.chain,
  };
  let torn: TornTail | undefined;
  const segments: { name: string; lines: number; bytes: number }[] = [];
  const firsts = segmentsIn(names);
  for (const [index, first] of firsts.entries()) {
    const next = firsts[index + 1];
    if (next !== undefined && next <= mark.lsn + 1) continue;
    const name = segmentName(first);
    const file = join(directory, name);
    const content = await disk.read(file);
    if (content === undefined) continue;
    const segment: JournalSegment = readSegment(content, file, first, next === undefined);
    if (segment.torn > 0) torn = { file, offset: segment.end, bytes: segment.torn };
    segments.push({ name, lines: segment.lines.length, bytes: segment.end });
    if (segment.lines.length > 0 && first > mark.lsn + 1)
      throw damagedFile(file, 0, `it begins with transaction ${first}, and ${mark.lsn + 1} is missing`);
    for (const line of fresh(segment.lines, mark, file)) {
      replay.apply(line.commits);
      mark = { lsn: line.lsn, chain: line.chain };
    }
  }
  return { ...mark, views: replay.views(), size: bytes?.length ?? 0, segments, torn };
}

/** Removes what a crash left behind. */
export async function removeUnfinished(
  disk: Disk,
  directory: string,
  { segments, torn }: Recovered,
): Promise<void> {
  const used = segments.filter(({ bytes }) => bytes > 0).map(({ name }) => name);
  const names = await disk.list(directory);
  const left = names.filter(
    (name) => name === UNFINISHED || (firstLineNumber(name) !== undefined && !used.includes(name)),
  );
  if (torn !== undefined && torn.offset > 0) await disk.truncate(torn.file, torn.offset);
  for (const name of left) await disk.remove(join(directory, name));
  if (left.length > 0) await disk.syncDirectory(directory);
}
