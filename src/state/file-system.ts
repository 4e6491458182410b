/** The file system as the state needs it, and no more, so that a test can fail, shorten or cut any step. */
import { constants } from 'node:fs';
import { link, mkdir, open, readdir, readFile, rename, rm, statfs, truncate } from 'node:fs/promises';

export interface Disk {
  /** With its parents; for its owner alone. */
  makeDirectory(path: string): Promise<void>;
  /** Names, none when there is no such directory. */
  list(path: string): Promise<readonly string[]>;
  /** The whole content; `undefined` when there is no such file. */
  read(path: string): Promise<Buffer | undefined>;
  /**
   * A new file, for its owner alone.
   *
   * @param confirmed whether what is written to it is on the disk as soon as it is written
   * @throws {Error} when there is something under this name, be it a link
   */
  create(path: string, confirmed?: boolean): Promise<DiskFile>;
  /** Cuts a file off, and is done when that is on the disk. */
  truncate(path: string, length: number): Promise<void>;
  link(from: string, to: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Nothing happens when there is no such file. */
  remove(path: string): Promise<void>;
  /** What was created, renamed and removed in a directory is on the disk. */
  syncDirectory(path: string): Promise<void>;
  /** The number by which Linux knows the kind of file system; `undefined` elsewhere, and where it does not say. */
  kind(path: string): Promise<number | undefined>;
}

export interface DiskFile {
  /**
   * @returns how many of the bytes were written, at least one and perhaps not all
   * @throws {Error} of a confirmed file also what `sync` throws; `isRefusal` tells the two apart
   */
  write(bytes: Uint8Array, position: number): Promise<number>;
  /** What was written is on the disk. */
  sync(): Promise<void>;
  truncate(length: number): Promise<void>;
  close(): Promise<void>;
}

const missing = (cause: unknown): undefined => {
  if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
  throw cause;
};

const REFUSALS = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS']);

/**
 * Whether the disk did not take what it was to write, for want of room or by its rules. After any other failure, and where
 * it only could not confirm, nobody knows what it holds.
 */
export const isRefusal = (cause: unknown): boolean =>
  REFUSALS.has((cause as NodeJS.ErrnoException | undefined)?.code ?? '');

/** Linux writes and confirms in one call, half the way to another thread and back. macOS would not ask the disk itself. */
const CONFIRMED = process.platform === 'linux' ? constants.O_DSYNC : 0;
const NEW = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;

export const nodeDisk: Disk = {
  makeDirectory: async (path) => void (await mkdir(path, { recursive: true, mode: 0o700 })),
  list: async (path) => (await readdir(path).catch(missing)) ?? [],
  read: (path) => readFile(path).catch(missing),
  create: async (path, confirmed = false) => {
    const file = await open(path, confirmed ? NEW | CONFIRMED : NEW, 0o600);
    const syncs = confirmed && CONFIRMED === 0;
    return {
      write: async (bytes, position) => {
        const { bytesWritten } = await file.write(bytes, 0, bytes.byteLength, position);
        if (syncs) await file.datasync();
        return bytesWritten;
      },
      sync: () => file.datasync(),
      truncate: (length) => file.truncate(length),
      close: () => file.close(),
    };
  },
  truncate: async (path, length) => {
    await truncate(path, length);
    await synced(path, 'r+');
  },
  link,
  rename,
  remove: (path) => rm(path, { force: true }),
  syncDirectory: async (path) => {
    // Windows cannot open a directory; its rename is durable without.
    if (process.platform !== 'win32') await synced(path, 'r');
  },
  kind: async (path) => {
    if (process.platform !== 'linux') return undefined;
    const found = await statfs(path).catch(() => undefined);
    // Signed where a machine's words have 32 bits.
    return found && found.type >>> 0;
  },
};

async function synced(path: string, mode: string): Promise<void> {
  const file = await open(path, mode);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Writes every byte, however few the disk takes at a time. */
export async function writeAll(file: DiskFile, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.byteLength; ) {
    const written = await file.write(bytes.subarray(done), position + done);
    if (written <= 0) throw new Error('the disk took no more bytes and gave no reason');
    done += written;
  }
}
