/** What the state needs of the file system, and no more, so that a test can make any step fail or stop halfway. */
import { constants } from 'node:fs';
import { link, mkdir, open, readdir, readFile, rename, rm, stat, statfs, truncate } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

export interface Disk {
  /** Also creates its parents. Only the owner may read it. */
  makeDirectory(path: string): Promise<void>;
  /** Names in a directory; none if it does not exist. */
  list(path: string): Promise<readonly string[]>;
  /** The whole content; `undefined` if there is no such file. */
  read(path: string): Promise<Buffer | undefined>;
  /**
   * Creates a file that only its owner may read.
   *
   * @param confirmed whether each write waits until the disk has the bytes
   * @throws {Error} when the name is taken, also by a link
   */
  create(path: string, confirmed?: boolean): Promise<DiskFile>;
  /** Cuts a file off. Resolves when that is on the disk. */
  truncate(path: string, length: number): Promise<void>;
  link(from: string, to: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Does nothing if there is no such file. */
  remove(path: string): Promise<void>;
  /** Resolves when everything created, renamed and removed in a directory is on the disk. */
  syncDirectory(path: string): Promise<void>;
  /** Linux' number for the type of the file system; `undefined` on other systems or when it is unknown. */
  kind(path: string): Promise<number | undefined>;
}

export interface DiskFile {
  /**
   * @returns how many of the bytes were written: at least one, perhaps not all
   * @throws {Error} also for what `sync` throws if the file is confirmed; `isRefusal` tells the two apart
   */
  write(bytes: Uint8Array, position: number): Promise<number>;
  /** Resolves when everything written is on the disk. */
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
 * Whether the disk refused to write, because it is full or does not allow it. After any other error it is unknown what
 * the disk holds.
 */
export const isRefusal = (cause: unknown): boolean =>
  REFUSALS.has((cause as NodeJS.ErrnoException | undefined)?.code ?? '');

/** On Linux one call writes and waits for the disk, which halves the trips to another thread. On macOS it would not wait for the disk. */
const CONFIRMED = process.platform === 'linux' ? constants.O_DSYNC : 0;
const NEW = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;

export const nodeDisk: Disk = {
  makeDirectory: (path) => makeDirectory(resolve(path)),
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
    // Windows cannot open a directory, and its rename is durable without.
    if (process.platform !== 'win32') await synced(path, 'r');
  },
  kind: async (path) => {
    if (process.platform !== 'linux') return undefined;
    const found = await statfs(path).catch(() => undefined);
    // Signed on 32-bit machines.
    return found && found.type >>> 0;
  },
};

/** Node's own `recursive` never ends below a directory that cannot have entries, such as /proc. */
async function makeDirectory(path: string): Promise<void> {
  const create = (): Promise<void> => mkdir(path, { mode: 0o700 });
  try {
    await create().catch(async (cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'ENOENT' || dirname(path) === path) throw cause;
      await makeDirectory(dirname(path));
      await create();
    });
  } catch (cause) {
    if (!(await stat(path).catch(() => undefined))?.isDirectory()) throw cause;
  }
}

async function synced(path: string, mode: string): Promise<void> {
  const file = await open(path, mode);
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Writes every byte, even if the disk takes only a few at a time. */
export async function writeAll(file: DiskFile, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.byteLength; ) {
    const written = await file.write(bytes.subarray(done), position + done);
    if (written <= 0) throw new Error('the disk took no more bytes and gave no reason');
    done += written;
  }
}
