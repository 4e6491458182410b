/** A disk in memory that knows what it was asked to confirm, and can fail, shorten or end at any step. */
import { basename, dirname } from 'node:path';
import type { Disk, DiskFile } from '../../src/state/file-system.ts';
import type { Lock } from '../../src/state/lock.ts';

/** What happens at a step: nothing, the process ends half-way through it, the call fails, or writes one byte only. */
export type Mishap = 'crash' | 'short' | { readonly code: string };

interface Inode {
  /** What a reader sees. */
  data: Buffer;
  /** What the disk has confirmed. */
  safe: Buffer;
}

/** How a power cut treats what was never confirmed; of names, it may let go before it takes on. */
export const REMAINS = ['all', 'nothing', 'half', 'zeros', 'removals'] as const;
export type Remains = (typeof REMAINS)[number];

export interface SimulatedDisk extends Disk {
  /** What was done, in order. */
  readonly steps: readonly string[];
  /** Resolves when a mishap has ended the process; nothing that it asked for ever ends. */
  readonly ended: Promise<void>;
  readonly files: ReadonlyMap<string, Buffer>;
  /** The disk as the next process finds it; `all` is the end of a process, the rest that of the machine. */
  next(remains: Remains, mishapAt?: (step: number) => Mishap | undefined): SimulatedDisk;
}

const failure = (code: string): Error => Object.assign(new Error(`${code}: simulated`), { code });

function remainder({ data, safe }: Inode, remains: Remains): Buffer {
  if (remains === 'all') return data;
  if (remains === 'nothing' || remains === 'removals' || data.length <= safe.length) return safe;
  if (remains === 'half') return data.subarray(0, safe.length + Math.ceil((data.length - safe.length) / 2));
  return Buffer.concat([safe, Buffer.alloc(data.length - safe.length)]);
}

/** Nobody else is there. */
export const noLock = (): Lock => ({ announce: () => {}, release: () => {} });

export function simulateDisk(
  files: ReadonlyMap<string, Buffer> = new Map(),
  mishapAt: (step: number, what: string) => Mishap | undefined = () => undefined,
): SimulatedDisk {
  const live = new Map<string, Inode>();
  for (const [path, data] of files) live.set(path, { data, safe: data });
  let confirmed = new Map(live);
  const steps: string[] = [];
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  let dead = false;
  const never = (): Promise<never> => {
    dead = true;
    end();
    return new Promise(() => {});
  };

  /** @param partly what is left of the step when the process ends in it; nothing when absent */
  const step = async <T>(what: string, whole: () => T, partly?: () => T): Promise<T> => {
    // Like the real one, it takes a turn of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
    if (dead) return never();
    steps.push(what);
    const mishap = mishapAt(steps.length, what);
    if (mishap === 'crash') {
      partly?.();
      return never();
    }
    if (mishap === 'short' && partly !== undefined) return partly();
    if (typeof mishap === 'object') {
      // A disk that is full took what still fitted.
      partly?.();
      throw failure(mishap.code);
    }
    return whole();
  };

  const handle = (inode: Inode, name: string, confirmed: boolean): DiskFile => {
    const put = (bytes: Uint8Array, position: number): number => {
      const kept = Buffer.concat([inode.data, Buffer.alloc(Math.max(0, position - inode.data.length))]);
      inode.data = Buffer.concat([
        kept.subarray(0, position),
        bytes,
        kept.subarray(position + bytes.byteLength),
      ]);
      return bytes.byteLength;
    };
    const sync = (): Promise<void> =>
      step(`sync ${name}`, () => {
        inode.safe = inode.data;
      });
    return {
      write: async (bytes, position) => {
        const written = await step(
          `write ${name}`,
          () => put(bytes, position),
          () => put(bytes.subarray(0, Math.ceil(bytes.byteLength / 2)), position),
        );
        if (confirmed) await sync();
        return written;
      },
      sync,
      truncate: (length) =>
        step(`truncate ${name}`, () => {
          inode.data = inode.data.subarray(0, length);
        }),
      close: () => step(`close ${name}`, () => {}),
    };
  };

  const inodeAt = (path: string): Inode => {
    const inode = live.get(path);
    if (inode === undefined) throw failure('ENOENT');
    return inode;
  };

  return {
    steps,
    ended,
    get files() {
      return new Map([...live].map(([path, { data }]) => [path, data]));
    },
    next: (remains, later) => {
      const names = remains === 'all' || remains === 'zeros' ? live : confirmed;
      const left = new Map(
        [...names]
          .filter(([path]) => remains !== 'removals' || live.has(path))
          .map(([path, inode]) => [path, remainder(inode, remains)]),
      );
      return simulateDisk(left, later);
    },
    makeDirectory: () => step('mkdir', () => {}),
    list: (path) =>
      step('list', () => [...live.keys()].filter((file) => dirname(file) === path).map((f) => basename(f))),
    read: (path) => step(`read ${basename(path)}`, () => live.get(path)?.data),
    create: (path, confirmed = false) =>
      step(`create ${basename(path)}`, () => {
        if (live.has(path)) throw failure('EEXIST');
        const inode: Inode = { data: Buffer.alloc(0), safe: Buffer.alloc(0) };
        live.set(path, inode);
        return handle(inode, basename(path), confirmed);
      }),
    truncate: (path, length) =>
      step(`truncate ${basename(path)}`, () => {
        const inode = inodeAt(path);
        inode.data = inode.data.subarray(0, length);
        inode.safe = inode.data;
      }),
    link: (from, to) =>
      step(`link ${basename(to)}`, () => {
        if (live.has(to)) throw failure('EEXIST');
        live.set(to, inodeAt(from));
      }),
    rename: (from, to) =>
      step(`rename ${basename(from)}`, () => {
        live.set(to, inodeAt(from));
        live.delete(from);
      }),
    remove: (path) => step(`remove ${basename(path)}`, () => void live.delete(path)),
    syncDirectory: () =>
      step('sync directory', () => {
        confirmed = new Map(live);
      }),
    kind: async () => undefined,
  };
}
