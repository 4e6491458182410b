/** Reports changes of files, however an editor writes them. */
import { existsSync, type FSWatcher, readdirSync, statSync, watch } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Milliseconds without another change after which files count as written. */
const QUIET = 50;

export interface FileWatcher {
  /**
   * Watches these paths instead of the ones before. A folder stands for the files directly in it.
   *
   * @param missing paths that do not exist yet; creating one is a change
   */
  follow(paths: readonly string[], missing?: readonly string[]): void;
}

/** A text that differs after a change of a file, or of a file directly in a folder; empty where there is none. */
function markOf(path: string): string {
  try {
    const { mtimeNs, size, ino } = statSync(path, { bigint: true });
    const inside = statSync(path).isDirectory() ? readdirSync(path).map((name) => resolve(path, name)) : [];
    const files = inside.filter((file) => statSync(file).isFile());
    return inside.length > 0 ? files.map(markOf).join() : `${path} ${ino} ${size} ${mtimeNs}`;
  } catch {
    return '';
  }
}

/** Includes the inode: a folder that is deleted and created again needs another watcher. */
const keyOf = (folder: string): string => `${statSync(folder).ino} ${folder}`;

/** The nearest existing folder, in which a missing path would appear. */
const folderOf = (path: string): string => (existsSync(path) ? path : folderOf(dirname(path)));

/** The folders to watch for a path. Editors replace files, so their folders are watched, not the files. */
const foldersOf = (path: string): readonly string[] =>
  existsSync(path) && statSync(path).isDirectory() ? [path] : [folderOf(dirname(path))];

/**
 * @param changed called with the paths that changed; not called again before its promise settles
 * @param unwatchable called for a folder that cannot be watched
 */
export function watchChanges(
  changed: (paths: readonly string[]) => Promise<void>,
  unwatchable: (folder: string, cause: Error) => void,
): FileWatcher {
  const watchers = new Map<string, FSWatcher>();
  let marks = new Map<string, string>();
  let timer: NodeJS.Timeout | undefined;
  let busy = false;

  const arm = (): void => {
    const folders = new Map([...marks.keys()].flatMap(foldersOf).map((folder) => [keyOf(folder), folder]));
    for (const [key, watcher] of watchers) {
      if (folders.has(key)) continue;
      watcher.close();
      watchers.delete(key);
    }
    for (const [key, folder] of folders) {
      if (watchers.has(key)) continue;
      try {
        // A deleted folder ends its watcher; the next change starts another.
        watchers.set(
          key,
          watch(folder, soon).on('error', () => watchers.delete(key)),
        );
      } catch (cause) {
        unwatchable(folder, cause as Error);
      }
    }
  };

  const look = async (): Promise<void> => {
    if (busy) return;
    const now = new Map([...marks.keys()].map((path) => [path, markOf(path)]));
    const news = [...now].filter(([path, mark]) => mark !== marks.get(path)).map(([path]) => path);
    // The folder of a missing file may exist now.
    if (news.length === 0) return arm();
    // Marks from before the files are read: what is written meanwhile is another change.
    marks = now;
    busy = true;
    await changed(news);
    busy = false;
    await look();
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(look, QUIET);
  };

  return {
    follow: (paths, missing = []) => {
      const gone = new Set(missing.map((path) => resolve(path)));
      const all = [...paths.map((path) => resolve(path)), ...gone];
      const unseen = (path: string): string => (gone.has(path) ? '' : markOf(path));
      marks = new Map(all.map((path) => [path, marks.get(path) ?? unseen(path)]));
      arm();
    },
  };
}
