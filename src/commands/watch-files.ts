/** Tells when files change, however an editor writes them. */
import { existsSync, type FSWatcher, readdirSync, statSync, watch } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Milliseconds without news after which files count as written. */
const QUIET = 50;

export interface FileWatcher {
  /** Looks after these paths; a folder stands for what is directly in it. Those of before are left. What was missing is news once it is there. */
  follow(paths: readonly string[], missing?: readonly string[]): void;
}

/** Changes when a file does, and for a folder when what is directly in it does; the same where there is none. */
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

/** A folder that was taken away and made again is another one. */
const keyOf = (folder: string): string => `${statSync(folder).ino} ${folder}`;

/** The nearest folder that is there: where a missing one would appear. */
const folderOf = (path: string): string => (existsSync(path) ? path : folderOf(dirname(path)));

/** Editors put a new file in the place of the old one, so that folders are looked after. */
const foldersOf = (path: string): readonly string[] =>
  existsSync(path) && statSync(path).isDirectory() ? [path] : [folderOf(dirname(path))];

/**
 * @param changed told which paths changed; the next change is told when it has ended
 * @param blind told of a folder that cannot be looked after, and why
 */
export function watchChanges(
  changed: (paths: readonly string[]) => Promise<void>,
  blind: (folder: string, cause: Error) => void,
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
        // A folder that is taken away ends its watcher; the next change puts another in place.
        watchers.set(
          key,
          watch(folder, soon).on('error', () => watchers.delete(key)),
        );
      } catch (cause) {
        blind(folder, cause as Error);
      }
    }
  };

  const look = async (): Promise<void> => {
    if (busy) return;
    const now = new Map([...marks.keys()].map((path) => [path, markOf(path)]));
    const news = [...now].filter(([path, mark]) => mark !== marks.get(path)).map(([path]) => path);
    // A missing file's folder may be there now.
    if (news.length === 0) return arm();
    // As they were before they are read: what is written meanwhile is news again.
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
