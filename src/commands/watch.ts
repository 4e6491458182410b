/** `vendouble start --watch`: reloads when a file changes. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Config } from '../config/config.ts';
import { CONFIG_FILES } from '../config/config-file.ts';
import { withPlaces } from '../config/locate-problems.ts';
import { ContractError } from '../contract/document/load-document.ts';
import { overlayFiles } from '../contract/overlay/read-overlay.ts';
import type { Emulator, EmulatorOptions } from '../emulator/create-emulator.ts';
import type { Output } from './output.ts';
import type { FreshModules } from './reload-modules.ts';
import { watchChanges } from './watch-files.ts';

/** The folder of scenarios, and the folders of vendors in it. */
function scenarioFolders(folder: string | undefined): readonly string[] {
  if (folder === undefined) return [];
  const inside = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  return [folder, ...inside.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name))];
}

const named = ({ documents = {}, scenarios }: Config): readonly string[] => [
  ...Object.values(documents).flatMap(({ spec, overlay }) => [spec, ...overlayFiles(overlay)]),
  ...scenarioFolders(scenarios),
];

const problemsOf = (cause: unknown): ContractError['problems'] =>
  cause instanceof ContractError ? cause.problems : [];

const short = (path: string): string => {
  const name = relative(process.cwd(), path);
  return name.startsWith('..') ? path : name || dirname(path);
};

const warnUnwatchable =
  ({ problem }: Output) =>
  (folder: string, { message }: Error): void =>
    problem(
      'unwatched',
      `vendouble: ${short(folder)} cannot be watched (${message}); after a change there, restart`,
    );

export interface WatchOptions {
  readonly emulator: Emulator;
  /** By which vendors in code are loaded. */
  readonly modules: FreshModules;
  /** Path of the configuration file that `--config` names. */
  readonly given: string | undefined;
  /** The configuration at the start. */
  readonly first: Config;
  /** Reads the configuration as it is on disk now. */
  readonly read: () => Promise<{ readonly config: Config; readonly options: EmulatorOptions }>;
  readonly printWarnings: () => Promise<void>;
  readonly output: Output;
}

/** Watches until the process ends. */
export async function watchFiles(options: WatchOptions): Promise<void> {
  const { emulator, modules, given, first, read, printWarnings, output } = options;
  const { info, problem } = output;
  const settings = given === undefined ? CONFIG_FILES : [given];
  let config = first;
  const files = async (): Promise<readonly string[]> => {
    const paths = [...settings, ...named(config), ...modules.files(), ...(await emulator.findings()).files];
    return [...new Set(paths.map((path) => resolve(path)))];
  };
  const changes = watchChanges(async (paths) => {
    const what = paths.map(short).join(', ');
    try {
      const now = await read();
      config = now.config;
      const waiting = await withPlaces(given, () => emulator.reload(now.options));
      info('reloaded', `reloaded: ${what}`);
      const late = [
        ...waiting,
        ...modules
          .lasting()
          .filter((file) => paths.includes(file))
          .map(short),
      ];
      if (late.length > 0)
        problem('restart', `vendouble: ${late.join(', ')}: changed, and takes effect after a restart`);
      changes.follow(await files());
      await printWarnings();
    } catch (cause) {
      problem(
        'rejected',
        `${(cause as Error).message}\nvendouble: ${what} changed and cannot be used; what was served before goes on`,
      );
      const problems = problemsOf(cause);
      changes.follow(
        [...(await files()), ...problems.map(({ file }) => file)],
        [...problems.flatMap(({ missing }) => missing ?? []), ...modules.missing()],
      );
    }
  }, warnUnwatchable(output));
  // It takes a while until all files of a large document are known.
  changes.follow([...settings, ...named(config)]);
  const followed = await files();
  changes.follow(followed);
  info('watching', `watching: ${followed.filter(existsSync).length} files and folders`);
}
