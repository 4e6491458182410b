/**
 * Named beginnings: a scenario is a list of calls that are run through the vendor's own contract and handlers, so
 * that its records are what the vendor would hold after them, and a scenario that the contract refuses is refused.
 */
import { join } from 'node:path';
import { FIXTURES } from '../core/package-folders.ts';
import type { Store } from '../core/store.ts';
import { makeInternalCall } from '../request/internal-call.ts';
import type { Service } from '../services/service.ts';
import {
  readScenario,
  type Scenario,
  ScenarioError,
  scenarioFiles,
  toFileName,
  writeScenario,
} from './scenario-file.ts';

export { ScenarioError };

export interface ScenarioView {
  readonly vendor: string;
  readonly name: string;
  readonly description: string;
}

export interface Scenarios {
  /** Reads files and contracts again when a scenario is next asked for. */
  forget(): void;
  list(): readonly ScenarioView[];
  /** Names of those in the user's own folder. */
  own(): readonly string[];
  /**
   * A store that holds what a scenario leads to, for each vendor that has one of this name; made once and forked.
   *
   * @throws {ScenarioError} when no vendor has it, or when it cannot be run
   */
  store(name: string): Promise<Store>;
  /** Runs a scenario on top of a store, all or nothing. @throws {ScenarioError} as above; nothing has changed then */
  apply(name: string, store: Store): Promise<void>;
  /**
   * Keeps a scenario as a file, once it has been run from nothing.
   *
   * @returns the path of the file
   * @throws {ScenarioError} when it cannot be run, or there is no folder to keep it in
   */
  save(vendor: string, name: string, scenario: Scenario): Promise<string>;
}

const DEFAULT_CLOCK = '2026-01-01T09:00:00.000Z';

const foldersOf = (folder: string | undefined): readonly string[] =>
  folder === undefined ? [FIXTURES] : [folder, FIXTURES];

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
          scenarioFiles(join(root, vendor)).map((file) => [file, join(root, vendor, file)] as const),
        ),
    );
    return [...files].sort().map(([file, path]) => ({
      vendor,
      name: file.replace(/\.json$/, ''),
      description: readScenario(path).description,
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
        scenarioFiles(root)
          .filter((file) => file === `${toFileName(name)}.json`)
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
    for (const { service, file } of found) await runAll(service, store, file, readScenario(file));
  };

  const runAll = async (
    service: Service,
    store: Store,
    title: string,
    { clock, calls }: Scenario,
  ): Promise<void> => {
    for (const [index, call] of calls.entries()) {
      await makeInternalCall(service, store, seed, new Date(clock ?? DEFAULT_CLOCK), call).catch(
        (cause: Error) => {
          throw new ScenarioError(
            `the scenario ${title} cannot be run: its call ${index + 1}, ${call.operation}, is refused (${cause.message})`,
          );
        },
      );
    }
  };

  return {
    list,
    forget: () => made.clear(),
    own: () => [
      ...new Set(
        services
          .flatMap(({ vendor }) => (folder === undefined ? [] : scenarioFiles(join(folder, vendor.name))))
          .map((file) => file.replace(/\.json$/, '')),
      ),
    ],
    store: (name) => {
      const key = toFileName(name);
      const known = made.get(key);
      if (known !== undefined) return known;
      const store = empty();
      const making = run(name, store).then(() => store);
      made.set(key, making);
      making.catch(() => made.delete(key));
      return making;
    },
    apply: (name, store) => store.stage((fork) => run(name, fork)),
    save: async (vendor, name, scenario) => {
      const service = services.find((known) => known.vendor.name === vendor);
      if (service === undefined) throw new ScenarioError(`there is no vendor ${vendor}`);
      if (folder === undefined)
        throw new ScenarioError(
          'there is no folder to keep scenarios in; name one in the configuration (scenarios: ./scenarios)',
        );
      if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(toFileName(name)))
        throw new ScenarioError(
          `${JSON.stringify(name)} is no name for a file; use letters, digits and dashes`,
        );
      await runAll(service, empty(), name, scenario);
      const file = writeScenario(folder, vendor, toFileName(name), scenario);
      made.delete(toFileName(name));
      return file;
    },
  };
}
