/** Finds the files of a folder that give themselves a URI by `$self` (OpenAPI 3.2). No other file is read whole. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';

/** A folder with more files is not that of one description. */
const MOST_FILES = 500;
const MOST_BYTES = 4 * 1024 * 1024;

const SAYS_SELF = /^[ \t{]*"?\$self"?[ \t]*:/m;

/** @returns paths below the folder, with forward slashes */
export function selfNamingFiles(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(sep).join('/'))
    .filter((name) => /\.(?:ya?ml|json)$/i.test(name) && !/(?:^|\/)(?:node_modules|\.[^/]*)\//.test(name));
  return names.slice(0, MOST_FILES).filter((name) => {
    const path = join(folder, name);
    try {
      return statSync(path).size <= MOST_BYTES && SAYS_SELF.test(readFileSync(path, 'utf8'));
    } catch {
      return false;
    }
  });
}
