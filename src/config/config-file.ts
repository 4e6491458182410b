/** The configuration file: YAML or JSON. */
import { existsSync, readFileSync } from 'node:fs';
import { readYaml } from '../contract/document/parse-yaml.ts';
import { TextError } from '../contract/document/source-text.ts';
import { type Config, ConfigError } from './config.ts';

/** Names of the configuration file in the working directory, unless `--config` names another. */
export const CONFIG_FILES = [
  'vendouble.config.yaml',
  'vendouble.config.yml',
  'vendouble.config.json',
] as const;

/** A configuration file with the lines of its values. */
export interface ConfigFile {
  readonly path: string;
  readonly config: Config;
  /** The line of a value, by its JSON pointer. */
  line(pointer: string): number | undefined;
}

/**
 * Reads a configuration file, YAML or JSON. Its `$schema`, which editors read, is left out.
 *
 * @param file named by the user; the first of `CONFIG_FILES` that exists when absent
 * @returns `undefined` when there is none
 * @throws {ConfigError} when it cannot be read or parsed
 */
export function openConfigFile(file: string | undefined): ConfigFile | undefined {
  const path = file ?? CONFIG_FILES.find((name) => existsSync(name));
  if (path === undefined) return undefined;
  let content: unknown;
  let line: ConfigFile['line'];
  try {
    ({ value: content, line } = readYaml(readFileSync(path, 'utf8')));
  } catch (cause) {
    const place = cause instanceof TextError && cause.line !== undefined ? `${path}:${cause.line}` : path;
    throw new ConfigError(`the configuration file ${place} cannot be read: ${(cause as Error).message}`);
  }
  if (content === null) return { path, config: {}, line };
  if (typeof content !== 'object' || Array.isArray(content))
    throw new ConfigError(`the configuration file ${path} must hold keys and values`);
  const { $schema: _schema, ...config } = content as Config & { readonly $schema?: unknown };
  return { path, config, line };
}

/** The keys of a configuration file; none when there is no file. @throws {ConfigError} as `openConfigFile` */
export const readConfigFile = (file: string | undefined): Config => openConfigFile(file)?.config ?? {};
