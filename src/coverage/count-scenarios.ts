/** Counts every use of a scenario, wherever it comes from: configuration, control plane or code. */

import { toFileName } from '../scenarios/scenario-file.ts';
import type { Scenarios } from '../scenarios/scenarios.ts';
import type { Coverage } from './coverage.ts';

/** @param coverage `undefined` where it is not counted */
export const countScenarios = (scenarios: Scenarios, coverage: Coverage | undefined): Scenarios => ({
  ...scenarios,
  store: async (name) => {
    const store = await scenarios.store(name);
    coverage?.scenario(toFileName(name));
    return store;
  },
  apply: async (name, store) => {
    const answers = await scenarios.apply(name, store);
    coverage?.scenario(toFileName(name));
    return answers;
  },
});
