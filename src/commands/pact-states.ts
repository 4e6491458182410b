/** `vendouble pact states`: lists the provider states of a vendor or a document. */
import { pactService } from '../pact/pact-service.ts';
import { stateCollections } from '../pact/state-collections.ts';
import { stateNames } from '../pact/state-names.ts';
import { listScenarios } from '../scenarios/scenarios.ts';
import { isDocument } from './document-arguments.ts';
import { isUrl } from './fetch-document.ts';
import { createProviders } from './pact-providers.ts';

export interface PactStatesFlags {
  readonly overlay?: readonly string[];
  readonly allowRefs?: string;
  readonly config?: string;
  readonly scenarios?: string;
}

/**
 * @param target a vendor, a name of `documents`, or the path of a document or of a vendor in code
 * @throws {ContractError} for a document that cannot be used
 * @throws {ConfigError} for a name that is not known
 */
export async function listStates(target: string, flags: PactStatesFlags): Promise<void> {
  const named = isDocument(target) || isUrl(target) ? { spec: target } : { vendor: target };
  const providers = createProviders({ ...flags, ...named });
  const service = pactService(await providers.open(target), providers.config);
  const folder = flags.scenarios ?? providers.config.scenarios;
  const scenarios = listScenarios([service.vendor.name], folder).map(({ name }) => name);
  const names = stateNames({ scenarios, collections: stateCollections(service) });
  process.stdout.write(`${names.join('\n')}\n`);
}
