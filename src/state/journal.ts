/** Appends to the journal. An incomplete write is cut off again. */
import { join } from 'node:path';
import { type Disk, type DiskFile, isRefusal, writeAll } from './file-system.ts';
import { segmentName } from './journal-segment.ts';

/** `directory-store.ts` says what the modes mean. */
export type Durability = 'durable' | 'relaxed';

/** The disk did not confirm a write. What it holds is unknown, so nothing more may be written. */
export class DiskError extends Error {}

export interface JournalWriter {
  /**
   * @param first number of the first transaction in the text
   * @throws {DiskError} when the disk cannot be trusted any more
   * @throws {Error} of the file system; nothing was appended then
   */
  append(text: string, first: number): Promise<void>;
  /** Resolves when everything appended is on the disk. @throws {DiskError} */
  sync(): Promise<void>;
  /** Makes the next text begin a new segment. */
  rotate(): Promise<void>;
}

const trusted = async (what: string, step: Promise<void>): Promise<void> => {
  try {
    await step;
  } catch (cause) {
    throw new DiskError(what, { cause });
  }
};

/** @param began called with the number of the first transaction when a segment was created */
export function openJournal(
  disk: Disk,
  directory: string,
  durability: Durability,
  began: (first: number) => void = () => {},
): JournalWriter {
  let file: DiskFile | undefined;
  let size = 0;

  const begin = async (first: number): Promise<DiskFile> => {
    const created = await disk.create(join(directory, segmentName(first)), durability === 'durable');
    size = 0;
    await trusted('its directory could not be synced', disk.syncDirectory(directory));
    began(first);
    return created;
  };

  const cutBack = async (to: DiskFile): Promise<void> => {
    await trusted('what was written in part could not be cut off', to.truncate(size));
    await sync();
  };

  const sync = async (): Promise<void> => {
    if (file !== undefined) await trusted('it could not be synced', file.sync());
  };

  return {
    append: async (text, first) => {
      file ??= await begin(first);
      const bytes = Buffer.from(text);
      try {
        await writeAll(file, bytes, size);
      } catch (cause) {
        if (durability === 'durable' && !isRefusal(cause))
          throw new DiskError('it could not be written and synced', { cause });
        await cutBack(file);
        throw cause;
      }
      size += bytes.byteLength;
    },
    sync,
    rotate: async () => {
      await sync();
      const closing = file;
      file = undefined;
      if (closing !== undefined) await trusted('it could not be closed', closing.close());
    },
  };
}
