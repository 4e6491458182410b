/**
 * Named beginnings: a scenario is a list of calls that are run through the vendor's own contract and handlers, so
 * that its records are what the vendor would hold after them, and a scenario that the contract refuses is refused.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { makeCall } from './calls.ts';
import { once } from './contract/once.ts';
import type { Service } from './service.ts';
import type { Store } from './state/store.ts';
import type { OwnCall } from './vendor.ts';

/** A scenario file cannot be used; the message says which file, which call and why. */
export class ScenarioError extends Error {}

interface Scenario {
  readonly description: string;
  /** Time at which the calls happen, so that the records are the same whenever they are made. */
  readonly clock?: string;
  readonly calls: readonly OwnCall[];
}

export interface ScenarioView {
  readonly vendor: string;
  readonly name: string;
  readonly description: string;
}

export interface Scenarios {
  /** Reads files and contracts again when a scenario is next asked for. */
  forget(): void;
  list(): readonly ScenarioView[];
  /**
   * A store that holds what a scenario leads to, for each vendor that has one of this name; made once and forked.
   *
   * @throws {ScenarioError} when no vendor has it, or when it cannot be run
   */
  store(name: string): Promise<Store>;
  /** Runs a scenario on top of a store, all or nothing. @throws {ScenarioError} as above; nothing has changed then */
  apply(name: string, store: Store): Promise<void>;
}

const DEFAULT_CLOCK = '2026-01-01T09:00:00.000Z';

const texts = { type: 'object', additionalProperties: { type: 'string' } };

const scenarioCheck = once(() =>
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

const BUILT_IN = fileURLToPath(new URL('../fixtures', import.meta.url));

/** `one user` and `one-user` are one name. */
const slug = (name: string): string => name.trim().toLowerCase().replace(/\s+/g, '-');

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((file) => file.endsWith('.json'));
  } catch {
    return [];
  }
}

function read(file: string): Scenario {
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

const foldersOf = (folder: string | undefined): readonly string[] =>
  folder === undefined ? [BUILT_IN] : [folder, BUILT_IN];

/** The scenarios that vendors have. @param folder of the user's own ones. @throws {ScenarioError} for one that is none */
export const listScenarios = (
  vendors: readonly string[],
  folder: string | undefined,
): readonly ScenarioView[] =>
  vendors.flatMap((vendor) => {
    const files = new Map(
      foldersOf(folder)
        .toReversed()
        .flatMap((root) =>
          filesIn(join(root, vendor)).map((file) => [file, join(root, vendor, file)] as const),
        ),
    );
    return [...files].sort().map(([file, path]) => ({
      vendor,
      name: file.replace(/\.json$/, ''),
      description: read(path).description,
    }));
  });

/**
 * @param folder of the user's own scenarios, `<vendor>/<name>.json`, which win over the built-in ones
 * @param seed what identifiers of the records depend on
 */
export function createScenarios(
  services: readonly Service[],
  folder: string | undefined,
  empty: () => Store,
  seed: string,
): Scenarios {
  const folders = foldersOf(folder);
  const list = (): readonly ScenarioView[] =>
    listScenarios(
      services.map(({ vendor }) => vendor.name),
      folder,
    );
  const made = new Map<string, Promise<Store>>();

  const fileOf = (vendor: string, name: string): string | undefined =>
    folders
      .map((root) => join(root, vendor))
      .flatMap((root) =>
        filesIn(root)
          .filter((file) => file === `${slug(name)}.json`)
          .map((file) => join(root, file)),
      )[0];

  const run = async (name: string, store: Store): Promise<void> => {
    const found = services.flatMap((service) => {
      const file = fileOf(service.vendor.name, name);
      return file === undefined ? [] : [{ service, file }];
    });
    if (found.length === 0) {
      const known = [...new Set(list().map((scenario) => scenario.name))].join(', ');
      throw new ScenarioError(`there is no scenario ${JSON.stringify(name)}; there are ${known || 'none'}`);
    }
    for (const { service, file } of found) {
      const scenario = read(file);
      const now = new Date(scenario.clock ?? DEFAULT_CLOCK);
      for (const [index, call] of scenario.calls.entries()) {
        await makeCall(service, store, seed, now, call).catch((cause: Error) => {
          throw new ScenarioError(
            `the scenario ${file} cannot be run: its call ${index + 1}, ${call.operation}, is refused (${cause.message})`,
          );
        });
      }
    }
  };

  return {
    list,
    forget: () => made.clear(),
    store: (name) => {
      const key = slug(name);
      const known = made.get(key);
      if (known !== undefined) return known;
      const store = empty();
      const making = run(name, store).then(() => store);
      made.set(key, making);
      making.catch(() => made.delete(key));
      return making;
    },
    apply: (name, store) => store.stage((fork) => run(name, fork)),
  };
}
