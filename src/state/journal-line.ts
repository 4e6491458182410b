/**
 * One line of the journal: one transaction with its number and a checksum. The checksum covers that of the line before,
 * so that a line that was changed, removed or inserted is detected.
 */
import { crc32 } from 'node:zlib';
import type { Commit } from './commit-log.ts';

/** A position in the journal. */
export interface JournalPosition {
  /** Number of transactions up to here. */
  readonly lsn: number;
  /** Checksum of the last line. */
  readonly chain: string;
}

export const JOURNAL_START: JournalPosition = { lsn: 0, chain: '00000000' };

/** A line as it is read. */
export interface JournalLine extends JournalPosition {
  /** Checksum of the line before. */
  readonly after: string;
  /** Number of transactions that the disk had confirmed when the line was written. */
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

/** @param bytes without the line end @returns `undefined` if the line is incomplete or damaged */
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
