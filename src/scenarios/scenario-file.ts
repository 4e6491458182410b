/** Reads and writes scenario files: `<folder>/<vendor>/<name>.json`, and lists those that are Arazzo documents. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { lazy } from '../core/lazy.ts';
import type { Headers } from '../core/vendor.ts';
import type { ReplyReference } from './references.ts';

/** A scenario cannot be used. The message names the file, the call and the reason. */
export class ScenarioError extends Error {}

type Texts = Readonly<Record<string, string | ReplyReference>>;

/** A call by the operation that it means. */
export interface ScenarioCall {
  readonly operation: string;
  readonly path?: Texts;
  readonly query?: Texts;
  readonly headers?: Headers;
  /** With references at any depth. */
  readonly body?: unknown;
}

/** What the real vendor answered once the calls were made, where the emulator answers otherwise. */
export interface ScenarioAnswer extends Pick<ScenarioCall, 'operation' | 'path' | 'query'> {
  readonly reply: { readonly status: number; readonly headers?: Headers; readonly body?: unknown };
  /** Where it was recorded. */
  readonly source: string;
}

export interface Scenario {
  readonly description: string;
  /** ISO time of the calls, so that the records are always the same. */
  readonly clock?: string;
  readonly calls: readonly ScenarioCall[];
  readonly answers?: readonly ScenarioAnswer[];
}

const texts = {
  type: 'object',
  additionalProperties: {
    anyOf: [
      { type: 'string' },
      {
        type: 'object',
        required: ['$reply', 'pointer'],
        additionalProperties: false,
        properties: { $reply: { type: 'integer', minimum: 1 }, pointer: { type: 'string' } },
      },
    ],
  },
};
const headers = { type: 'object', additionalProperties: { type: 'string' } };

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
          properties: { operation: { type: 'string' }, path: texts, query: texts, headers, body: {} },
        },
      },
      answers: {
        type: 'array',
        items: {
          type: 'object',
          required: ['operation', 'reply', 'source'],
          additionalProperties: false,
          properties: {
            operation: { type: 'string' },
            path: texts,
            query: texts,
            source: { type: 'string' },
            reply: {
              type: 'object',
              required: ['status'],
              additionalProperties: false,
              properties: { status: { type: 'integer', minimum: 200, maximum: 599 }, headers, body: {} },
            },
          },
        },
      },
    },
  }),
);

/** `one user` and `one-user` are the same name. */
export const toFileName = (name: string): string => name.trim().toLowerCase().replace(/\s+/g, '-');

const ARAZZO = /\.arazzo\.(?:ya?ml|json)$/;

/** Whether a file is a scenario that is written as an Arazzo document. */
export const isArazzo = (file: string): boolean => ARAZZO.test(file);

/** The name of the scenario that a file holds. */
export const scenarioName = (file: string): string => file.replace(ARAZZO, '').replace(/\.json$/, '');

/** Names of the scenario files in a folder; none when it does not exist. */
export function scenarioFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((file) => isArazzo(file) || file.endsWith('.json'));
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
    `the scenario ${file} is invalid: ${problem?.instancePath || 'it'} ${problem?.message}`,
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
