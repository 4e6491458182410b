/** A journal file read from its beginning to the first line that is not sound. */
import { damaged } from './error.ts';
import { type Line, readLine } from './line.ts';

const SEGMENT = /^journal\.(\d{12})\.log$/;

/** @param first number of the first transaction in it */
export const segmentName = (first: number): string => `journal.${String(first).padStart(12, '0')}.log`;

/** Number of the first transaction in a file; `undefined` for a file that is no segment. */
export function firstOf(name: string): number | undefined {
  const first = SEGMENT.exec(name)?.[1];
  return first === undefined ? undefined : Number(first);
}

export interface Segment {
  readonly lines: readonly Line[];
  /** Where the last sound line ends. */
  readonly end: number;
  /** Bytes behind that: a write that was under way when the process or the machine stopped. */
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

/**
 * Whether what begins here was never confirmed by the disk. A write that was cut short has no end of line; after a
 * power cut, blocks that were not written read as zeros. A later line that was made when the disk had confirmed this
 * one says otherwise.
 */
function isTorn(bytes: Buffer, at: number, expected: number): boolean {
  const [first, ...rest] = linesFrom(bytes, at);
  if (first === undefined || (rest.length === 0 && !first.whole)) return true;
  if (!bytes.includes(0, at)) return false;
  return rest.every(({ at: from, end }) => (readLine(bytes.subarray(from, end))?.synced ?? 0) < expected);
}

/**
 * @param file for messages
 * @param first number of its first transaction
 * @param last whether no later segment exists: only there a tail may be torn
 * @throws {StateFileError} for damage
 */
export function readSegment(bytes: Buffer, file: string, first: number, last: boolean): Segment {
  const lines: Line[] = [];
  for (const { at, end, whole } of linesFrom(bytes, 0)) {
    const expected = first + lines.length;
    const line = whole ? readLine(bytes.subarray(at, end)) : undefined;
    if (line === undefined) {
      if (last && isTorn(bytes, at, expected)) return { lines, end: at, torn: bytes.length - at };
      throw damaged(file, at, 'a line does not match its checksum');
    }
    const before = lines.at(-1);
    if (line.lsn !== expected || (before !== undefined && line.after !== before.chain))
      throw damaged(file, at, `transaction ${expected} should be here, and it is another`);
    lines.push(line);
  }
  return { lines, end: bytes.length, torn: 0 };
}
