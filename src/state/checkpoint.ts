/** Writes a new snapshot and drops the part of the journal that it covers. The old snapshot stays until the new one is complete. */
import { join } from 'node:path';
import { type Adapter, Low } from 'lowdb';
import { type Disk, writeAll } from './file-system.ts';
import { segmentName } from './journal-segment.ts';
import { BACKUP, SNAPSHOT, segmentsIn, UNFINISHED } from './recover.ts';
import { readSnapshot, type SnapshotContent, writeSnapshot } from './snapshot.ts';

const LARGEST = 2 ** 31;

/** Writes beside the old file, then renames. The previous snapshot is kept as the backup. */
const replacing = (
  disk: Disk,
  directory: string,
  wrote: (size: number) => void,
): Adapter<SnapshotContent> => {
  const path = join(directory, SNAPSHOT);
  const unfinished = join(directory, UNFINISHED);
  return {
    read: async () => {
      const bytes = await disk.read(path);
      return bytes === undefined ? null : readSnapshot(bytes, path);
    },
    write: async (content) => {
      await disk.remove(unfinished);
      const file = await disk.create(unfinished);
      try {
        let size = 0;
        for (const slice of writeSnapshot(content)) {
          await writeAll(file, slice, size);
          size += slice.byteLength;
          if (size >= LARGEST)
            throw new Error('it would be larger than 2 GiB, which Node does not read back');
        }
        await file.sync();
        wrote(size);
      } finally {
        await file.close();
      }
      if ((await disk.list(directory)).includes(SNAPSHOT)) {
        await disk.remove(join(directory, BACKUP));
        await disk.link(path, join(directory, BACKUP));
      }
      await disk.rename(unfinished, path);
      await disk.syncDirectory(directory);
    },
  };
};

/**
 * Writes the snapshot and removes the segments that it covers. A failure at any step leaves a directory that reads back
 * to the same records.
 *
 * @returns the size of the snapshot in bytes
 * @throws {Error} of the file system
 */
export async function checkpoint(disk: Disk, directory: string, content: SnapshotContent): Promise<number> {
  let size = 0;
  const adapter = replacing(disk, directory, (bytes) => {
    size = bytes;
  });
  await new Low(adapter, content).write();
  const old = segmentsIn(await disk.list(directory)).filter((first) => first <= content.lsn);
  for (const first of old) await disk.remove(join(directory, segmentName(first)));
  if (old.length > 0) await disk.syncDirectory(directory);
  return size;
}
