/**
 * One line of the journal: one transaction, its place in the row of all, and a checksum that also covers the
 * checksum of the line before, so that no line can be changed, left out or brought in from elsewhere unnoticed.
 */
import { crc32 } from 'node:zlib';
import type { Commit } from './commit-log.ts';

/** A place in the row of transactions. */
export interface JournalPosition {
  /** How many there were. */
  readonly lsn: number;
  /** Checksum of the last one's line. */
  readonly chain: string;
}

export const JOURNAL_START: JournalPosition = { lsn: 0, chain: '00000000' };

/** A line, read. */
export interface JournalLine extends JournalPosition {
  /** Checksum of the line before. */
  readonly after: string;
  /** The disk had confirmed as many transactions when this line was made. */
  readonly synced: number;
  readonly commits: readonly Commit[];
}

export const checksum = (bytes: string | Uint8Array, before = 0): number => crc32(bytes, before);

export const checksumHex = (sum: number): string => sum.toString(16).padStart(8, '0');

/** @throws {TypeError} for commits that JSON cannot hold */
export function writeJournalLine(
  before: JournalPosition,
  synced: number,
  commits: readonly Commit[],
): JournalPosition & { text: string } {
  const lsn = before.lsn + 1;
  const content = JSON.stringify({ lsn, after: before.chain, synced, commits });
  const chain = checksumHex(checksum(content));
  return { lsn, chain, text: `${chain} ${content}\n` };
}

const HEAD = 9;

const isMark = (value: unknown): value is Omit<JournalLine, 'chain'> => {
  const line = value as Partial<JournalLine> | null;
  return (
    Number.isSafeInteger(line?.lsn) &&
    Number.isSafeInteger(line?.synced) &&
    typeof line?.after === 'string' &&
    Array.isArray(line.commits)
  );
};

/** @param bytes without the line's end @returns `undefined` for what is no whole and sound line */
export function readJournalLine(bytes: Buffer): JournalLine | undefined {
  const chain = bytes.toString('latin1', 0, HEAD - 1);
  const content = bytes.subarray(HEAD);
  if (bytes[HEAD - 1] !== 0x20 || checksumHex(checksum(content)) !== chain) return undefined;
  try {
    const read: unknown = JSON.parse(content.toString());
    return isMark(read) ? { ...read, chain } : undefined;
  } catch {
    return undefined;
  }
}
