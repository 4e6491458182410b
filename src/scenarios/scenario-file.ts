/** Reads and writes scenario files: `<folder>/<vendor>/<name>.json`. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { lazy } from '../core/lazy.ts';
import type { OwnCall } from '../core/vendor.ts';

/** A scenario cannot be used. The message names the file, the call and the reason. */
export class ScenarioError extends Error {}

export interface Scenario {
  readonly description: string;
  /** ISO time of the calls, so that the records are always the same. */
  readonly clock?: string;
  readonly calls: readonly OwnCall[];
}

const texts = { type: 'object', additionalProperties: { type: 'string' } };

const scenarioCheck = lazy(() =>
  new Ajv2020({ validateSchema: false }).compile<Scenario>({
    type: 'object',
    required: ['description', 'calls'],
    additionalProperties: false,
    properties: {
      description: { type: 'string' },
      clock: { type: 'string' },
      calls: {
        type: 'array',
        items: {
          type: 'object',
          required: ['operation'],
          additionalProperties: false,
          properties: { operation: { type: 'string' }, path: texts, query: texts, headers: texts, body: {} },
        },
      },
    },
  }),
);

/** `one user` and `one-user` are the same name. */
export const toFileName = (name: string): string => name.trim().toLowerCase().replace(/\s+/g, '-');

/** Names of the scenario files in a folder; none when it does not exist. */
export function scenarioFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((file) => file.endsWith('.json'));
  } catch {
    return [];
  }
}

/** @throws {ScenarioError} for a file that cannot be read or is not a scenario */
export function readScenario(file: string): Scenario {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new ScenarioError(`the scenario ${file} cannot be read: ${(cause as Error).message}`);
  }
  const isScenario = scenarioCheck();
  if (isScenario(content)) return content;
  const [problem] = isScenario.errors ?? [];
  throw new ScenarioError(
    `the scenario ${file} is none: ${problem?.instancePath || 'it'} ${problem?.message}`,
  );
}

/**
 * Writes a new file; an existing one is never replaced.
 *
 * @param name of the file, without extension: letters, digits and dashes
 * @returns the path of the file
 * @throws {ScenarioError} when the file exists or cannot be written
 */
export function writeScenario(folder: string, vendor: string, name: string, scenario: Scenario): string {
  const file = join(folder, vendor, `${name}.json`);
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(scenario, undefined, 2)}\n`, { flag: 'wx' });
  } catch (cause) {
    const taken = (cause as NodeJS.ErrnoException).code === 'EEXIST';
    throw new ScenarioError(
      taken
        ? `there is a scenario ${file} already; choose another name, or remove it`
        : `the scenario ${file} cannot be written: ${(cause as Error).message}`,
    );
  }
  return file;
}
