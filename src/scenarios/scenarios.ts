/**
 * Scenarios: named initial states of a world. A scenario is a list of calls that run through the vendor's contract and
 * handlers, so that the records are what the vendor would hold after them, and invalid calls are refused.
 */
import { join } from 'node:path';
import { FIXTURES } from '../core/package-folders.ts';
import type { Store } from '../core/store.ts';
import type { Service } from '../services/service.ts';
import type { RecordedAnswer } from '../worlds/recorded-answers.ts';
import { readArazzoScenario, runArazzoScenario } from './run-arazzo.ts';
import { runScenario } from './run-scenario.ts';
import {
  isArazzo,
  readScenario,
  type Scenario,
  ScenarioError,
  scenarioFiles,
  scenarioName,
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
  /** Drops the stores that were made, so that files and contracts are read again. */
  forget(): void;
  list(): readonly ScenarioView[];
  /** Names of the scenarios in the user's folder. */
  own(): readonly string[];
  /**
   * A store with the records of a scenario, for each vendor that has one of this name. It is made once; fork it.
   *
   * @throws {ScenarioError} when no vendor has the scenario, or when it fails
   */
  store(name: string): Promise<Store>;
  /** What the real vendors answered to who asks for the records of that store. @throws {ScenarioError} as above */
  answers(name: string): Promise<readonly RecordedAnswer[]>;
  /**
   * Runs a scenario on a store, all or nothing.
   *
   * @returns its recorded answers
   * @throws {ScenarioError} as above; nothing has changed then
   */
  apply(name: string, store: Store): Promise<readonly RecordedAnswer[]>;
  /**
   * Saves a scenario as a file, after it has run on an empty store.
   *
   * @returns the path of the file
   * @throws {ScenarioError} when it fails, or when no folder is configured
   */
  save(vendor: string, name: string, scenario: Scenario): Promise<string>;
}

/** A scenario that has run on an empty store. */
interface MadeScenario {
  readonly store: Store;
  readonly answers: readonly RecordedAnswer[];
}

const foldersOf = (folder: string | undefined): readonly string[] =>
  folder === undefined ? [FIXTURES] : [folder, FIXTURES];

/**
 * The scenarios of vendors.
 *
 * @param folder with the user's scenarios
 * @throws {ScenarioError} for a file that is not a scenario
 */
export const listScenarios = (
  vendors: readonly string[],
  folder: string | undefined,
): readonly ScenarioView[] =>
  vendors.flatMap((vendor) => {
    const files = new Map(
      foldersOf(folder)
        .toReversed()
        .flatMap((root) =>
          scenarioFiles(join(root, vendor)).map(
            (file) => [scenarioName(file), join(root, vendor, file)] as const,
          ),
        ),
    );
    return [...files].sort().map(([name, path]) => ({
      vendor,
      name,
      description: isArazzo(path) ? readArazzoScenario(path).description : readScenario(path).description,
    }));
  });

/**
 * @param folder with the user's scenarios, `<vendor>/<name>.json` or `<name>.arazzo.yaml`, which win over the built-in ones
 * @param empty makes an empty store
 * @param seed of the identifiers of records
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
  const made = new Map<string, Promise<MadeScenario>>();

  const fileOf = (vendor: string, name: string): string | undefined =>
    folders
      .map((root) => join(root, vendor))
      .flatMap((root) =>
        scenarioFiles(root)
          .filter((file) => scenarioName(file) === toFileName(name))
          .map((file) => join(root, file)),
      )[0];

  const run = async (name: string, store: Store): Promise<readonly RecordedAnswer[]> => {
    const found = services.flatMap((service) => {
      const file = fileOf(service.vendor.name, name);
      return file === undefined ? [] : [{ service, file }];
    });
    if (found.length === 0) {
      const known = [...new Set(list().map((scenario) => scenario.name))].join(', ');
      throw new ScenarioError(`there is no scenario ${JSON.stringify(name)}; there are ${known || 'none'}`);
    }
    const answers: RecordedAnswer[] = [];
    for (const { service, file } of found) {
      if (isArazzo(file)) await runArazzoScenario(file, services, store, seed);
      else answers.push(...(await runScenario(service, store, { seed, title: file }, readScenario(file))));
    }
    return answers;
  };

  const make = (name: string): Promise<MadeScenario> => {
    const key = toFileName(name);
    const known = made.get(key);
    if (known !== undefined) return known;
    const store = empty();
    const making = run(name, store).then((answers) => ({ store, answers }));
    made.set(key, making);
    making.catch(() => made.delete(key));
    return making;
  };

  return {
    list,
    forget: () => made.clear(),
    own: () => [
      ...new Set(
        services
          .flatMap(({ vendor }) => (folder === undefined ? [] : scenarioFiles(join(folder, vendor.name))))
          .map(scenarioName),
      ),
    ],
    store: async (name) => (await make(name)).store,
    answers: async (name) => (await make(name)).answers,
    apply: async (name, store) => {
      let answers: readonly RecordedAnswer[] = [];
      const isEmpty = (await store.scopes()).length === 0;
      await store.stage(async (fork) => {
        answers = await run(name, fork);
      });
      // Beside other records the vendor would have answered otherwise.
      return isEmpty ? answers : [];
    },
    save: async (vendor, name, scenario) => {
      const service = services.find((known) => known.vendor.name === vendor);
      if (service === undefined) throw new ScenarioError(`there is no vendor ${vendor}`);
      if (folder === undefined)
        throw new ScenarioError(
          'there is no folder to keep scenarios in; name one in the configuration (scenarios: ./scenarios)',
        );
      if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(toFileName(name)))
        throw new ScenarioError(`${JSON.stringify(name)} is not a file name; use letters, digits and dashes`);
      await runScenario(service, empty(), { seed, title: name }, scenario);
      const file = writeScenario(folder, vendor, toFileName(name), scenario);
      made.delete(toFileName(name));
      return file;
    },
  };
}
