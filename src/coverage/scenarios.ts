/** Scenarios that tell a counter when somebody begins with one, through whatever door. */
import type { Scenarios } from '../scenario.ts';
import { slug } from '../scenario-file.ts';
import type { Coverage } from './coverage.ts';

export const countedScenarios = (scenarios: Scenarios, coverage: Coverage): Scenarios => ({
  ...scenarios,
  store: async (name) => {
    const store = await scenarios.store(name);
    coverage.scenario(slug(name));
    return store;
  },
  apply: async (name, store) => {
    await scenarios.apply(name, store);
    coverage.scenario(slug(name));
  },
});
