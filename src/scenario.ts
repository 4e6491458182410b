/**
 * Named beginnings: a scenario is a list of calls that are run through the vendor's own contract and handlers, so
 * that its records are what the vendor would hold after them, and a scenario that the contract refuses is refused.
 */
import { join } from 'node:path';
import type { Operation } from './contract/contract.ts';
import { createIds } from './ids.ts';
import { runPipeline } from './pipeline/pipeline.ts';
import {
  BUILT_IN,
  filesIn,
  readScenario,
  type Scenario,
  type ScenarioCall,
  ScenarioError,
  slug,
  writeScenario,
} from './scenario-file.ts';
import { type Route, routeOf, type Service } from './service.ts';
import type { Store } from './state/store.ts';
import { DEFAULT_ACCOUNT, type Request } from './vendor.ts';

export interface ScenarioView {
  readonly vendor: string;
  readonly name: string;
  readonly description: string;
}

export interface Scenarios {
  list(): readonly ScenarioView[];
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

function requestOf(operation: Operation, call: ScenarioCall): Request {
  const path = operation.template.replace(/\{([^{}]+)\}/g, (_whole, name: string) =>
    encodeURIComponent(call.path?.[name] ?? ''),
  );
  const text = call.body === undefined ? '' : JSON.stringify(call.body);
  const mediaType = 'application/json';
  return {
    method: operation.method,
    path,
    query: new URLSearchParams(call.query).toString(),
    headers: { accept: mediaType, ...call.headers },
    body: call.body === undefined ? { kind: 'none' } : { kind: 'json', mediaType, value: call.body, text },
    base: 'http://127.0.0.1',
  };
}

async function runCall(
  service: Service,
  store: Store,
  seed: string,
  now: Date,
  call: ScenarioCall,
): Promise<void> {
  const { vendor, versions, options } = service;
  const [[version, { contract }] = [undefined, { contract: undefined }]] = versions;
  const operation = contract?.operations.find(({ id }) => id === call.operation);
  if (version === undefined || contract === undefined || operation === undefined)
    throw new Error(`there is no operation ${call.operation}`);
  const request = requestOf(operation, call);
  const route: Route = routeOf(service, version, {
    ...request,
    path: (contract.bases[0] ?? '') + request.path,
  });
  let drawn = 0;
  const identity = vendor.identify(
    vendor.issue(createIds(`${seed}/scenario`, () => ++drawn)).headers,
    [],
    '',
  );
  const outcome = await store.transaction(
    `${vendor.name}/${DEFAULT_ACCOUNT}`,
    vendor.collections,
    ({ state, next }) =>
      runPipeline({
        ...route,
        vendor,
        identity,
        refused: [],
        context: { state, ids: createIds(`${seed}/${vendor.name}/${DEFAULT_ACCOUNT}`, next), now, options },
        world: seed,
      }),
    ({ result }) => 'reply' in result,
  );
  const { result, drift } = outcome;
  if ('failure' in result) {
    const { failure } = result;
    const issues =
      failure.kind === 'invalid_request'
        ? failure.issues.map(({ in: where, pointer, message }) => `${where}${pointer} ${message}`)
        : [];
    throw new Error([failure.kind, ...('code' in failure ? [failure.code] : []), ...issues].join(': '));
  }
  if ('refusal' in result) throw new Error(result.refusal.detail);
  if (result.reply.status >= 300 || drift.length > 0)
    throw new Error(`it is answered with ${result.reply.status} ${drift[0]?.message ?? ''}`);
}

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
  const folders = folder === undefined ? [BUILT_IN] : [folder, BUILT_IN];
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
    for (const { service, file } of found) await runAll(service, store, file, readScenario(file));
  };

  const runAll = async (
    service: Service,
    store: Store,
    title: string,
    { clock, calls }: Scenario,
  ): Promise<void> => {
    for (const [index, call] of calls.entries()) {
      await runCall(service, store, seed, new Date(clock ?? DEFAULT_CLOCK), call).catch((cause: Error) => {
        throw new ScenarioError(
          `the scenario ${title} cannot be run: its call ${index + 1}, ${call.operation}, is refused (${cause.message})`,
        );
      });
    }
  };

  const list = (): ScenarioView[] =>
    services.flatMap(({ vendor }) => {
      const files = new Map(
        folders
          .toReversed()
          .flatMap((root) =>
            filesIn(join(root, vendor.name)).map((file) => [file, join(root, vendor.name, file)] as const),
          ),
      );
      return [...files].sort().map(([file, path]) => ({
        vendor: vendor.name,
        name: file.replace(/\.json$/, ''),
        description: readScenario(path).description,
      }));
    });

  return {
    list,
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
    save: async (vendor, name, scenario) => {
      const service = services.find((known) => known.vendor.name === vendor);
      if (service === undefined) throw new ScenarioError(`there is no vendor ${vendor}`);
      if (folder === undefined)
        throw new ScenarioError(
          'there is no folder to keep scenarios in; name one in the configuration (scenarios: ./scenarios)',
        );
      if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(slug(name)))
        throw new ScenarioError(
          `${JSON.stringify(name)} is no name for a file; use letters, digits and dashes`,
        );
      await runAll(service, empty(), name, scenario);
      const file = writeScenario(folder, vendor, slug(name), scenario);
      made.delete(slug(name));
      return file;
    },
  };
}
