/** Says in which line of the configuration file a problem is. */
import { isDeepStrictEqual } from 'node:util';
import { parsePointer } from '../core/json-pointer.ts';
import { ConfigError } from './config.ts';
import { type ConfigFile, openConfigFile } from './config-file.ts';
import type { DescribedProblem } from './describe-problem.ts';

/** Whether the file has the key, and with the value that was found: a flag may have replaced it. */
function isFrom({ config }: ConfigFile, { pointer, value, isName }: DescribedProblem): boolean {
  let found: unknown = config;
  for (const name of parsePointer(pointer)) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return false;
    found = (found as Readonly<Record<string, unknown>>)[name];
  }
  return isName || isDeepStrictEqual(found, value);
}

/** A problem with its file and line, where it is in the file. */
export function locateProblem(problem: DescribedProblem, file: ConfigFile | undefined): string {
  const sentence = `the configuration key ${problem.sentence}`;
  if (file === undefined || !isFrom(file, problem)) return sentence;
  const line = file.line(problem.pointer);
  return `${file.path}${line === undefined ? '' : `:${line}`}: ${sentence}`;
}

/**
 * Runs work that checks a configuration.
 *
 * @param path of the configuration file that `--config` names
 * @throws {ConfigError} with the file and line of each problem
 */
export async function withPlaces<T>(path: string | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof ConfigError) || cause.problems.length === 0) throw cause;
    const file = openConfigFile(path);
    const lines = cause.problems.map((problem) => locateProblem(problem, file));
    throw new ConfigError(lines.join('\n'), cause.problems);
  }
}
