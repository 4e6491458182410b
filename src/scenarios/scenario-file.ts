/** The files of scenarios: `<folder>/<vendor>/<name>.json`. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { lazy } from '../core/lazy.ts';
import type { OwnCall } from '../core/vendor.ts';

/** A scenario file cannot be used; the message says which file, which call and why. */
export class ScenarioError extends Error {}

export interface Scenario {
  readonly description: string;
  /** Time at which the calls happen, so that the records are the same whenever they are made. */
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

/** `one user` and `one-user` are one name. */
export const toFileName = (name: string): string => name.trim().toLowerCase().replace(/\s+/g, '-');

export function scenarioFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((file) => file.endsWith('.json'));
  } catch {
    return [];
  }
}

/** @throws {ScenarioError} for a file that is not readable or no scenario */
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
 * Never replaces a file.
 *
 * @param name letters, digits and dashes; also the file's name
 * @returns the path of the file
 * @throws {ScenarioError} for another name, or when there is such a file
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
