/** One file of the journal, read up to the first damaged line. */

import { type JournalLine, readJournalLine } from './journal-line.ts';
import { damagedFile } from './state-error.ts';

const SEGMENT = /^journal\.(\d{12})\.log$/;

/** @param first number of the first transaction in it */
export const segmentName = (first: number): string => `journal.${String(first).padStart(12, '0')}.log`;

/** Number of the first transaction in a file; `undefined` if the file is not a segment. */
export function firstLineNumber(name: string): number | undefined {
  const first = SEGMENT.exec(name)?.[1];
  return first === undefined ? undefined : Number(first);
}

export interface JournalSegment {
  readonly lines: readonly JournalLine[];
  /** Where the last intact line ends. */
  readonly end: number;
  /** Bytes behind that: a write that was interrupted when the process or the machine stopped. */
  readonly torn: number;
}

const LF = 0x0a;

/** Everything from `start` on, line by line. */
function* linesFrom(bytes: Buffer, start: number): Iterable<{ at: number; end: number; whole: boolean }> {
  for (let at = start; at < bytes.length; ) {
    const found = bytes.indexOf(LF, at);
    const end = found < 0 ? bytes.length : found;
    yield { at, end, whole: found >= 0 };
    at = end + 1;
  }
}

const SECTOR = 512;

/** Whether zeros follow that begin and end at the borders of sectors or of our writes. */
function isUnwritten(bytes: Buffer, at: number): boolean {
  const start = bytes.indexOf(0, at);
  if (start < 0) return false;
  let end = start;
  while (bytes[end] === 0) end++;
  return (start === at || start % SECTOR === 0) && (end === bytes.length || end % SECTOR === 0);
}

/**
 * Whether the disk never confirmed what begins here. An interrupted write has no line end, and after a power cut blocks
 * that were not written read as zeros. A later line that was written after the disk had confirmed this one is proof of
 * damage.
 */
function isTorn(bytes: Buffer, at: number, expected: number): boolean {
  const [first, ...rest] = linesFrom(bytes, at);
  if (first === undefined || (rest.length === 0 && !first.whole)) return true;
  if (!isUnwritten(bytes, at)) return false;
  return rest.every(
    ({ at: from, end }) => (readJournalLine(bytes.subarray(from, end))?.synced ?? 0) < expected,
  );
}

/**
 * The lines up to the first damaged one, where that begins, and what is wrong with it.
 *
 * @param repeats whether a line that was read before is passed over
 */
export function scanSegment(
  bytes: Buffer,
  first: number,
  repeats: 'refuse' | 'skip' = 'refuse',
): { readonly lines: readonly JournalLine[]; readonly end: number; readonly wrong: string | undefined } {
  const lines: JournalLine[] = [];
  for (const { at, end, whole } of linesFrom(bytes, 0)) {
    const expected = first + lines.length;
    const line = whole ? readJournalLine(bytes.subarray(at, end)) : undefined;
    if (line === undefined) return { lines, end: at, wrong: 'a line does not match its checksum' };
    const before = lines.at(-1);
    if (repeats === 'skip' && lines[line.lsn - first]?.chain === line.chain) continue;
    if (line.lsn !== expected || (before !== undefined && line.after !== before.chain))
      return { lines, end: at, wrong: `transaction ${expected} should be here, and it is another` };
    lines.push(line);
  }
  return { lines, end: bytes.length, wrong: undefined };
}

/**
 * @param file for messages
 * @param first number of its first transaction
 * @param last whether it is the last segment, the only one whose last write may have been interrupted
 * @throws {StateFileError} for damage
 */
export function readSegment(bytes: Buffer, file: string, first: number, last: boolean): JournalSegment {
  const { lines, end, wrong } = scanSegment(bytes, first);
  if (wrong === undefined) return { lines, end, torn: 0 };
  if (last && isTorn(bytes, end, first + lines.length)) return { lines, end, torn: bytes.length - end };
  throw damagedFile(file, end, wrong);
}
