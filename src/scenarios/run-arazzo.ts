/** Makes the calls of a scenario that is written as an Arazzo document. */
import { ContractError } from '../contract/document/contract-error.ts';
import type { Store } from '../core/store.ts';
import { makeInternalCall } from '../request/internal-call.ts';
import type { Service } from '../services/service.ts';
import { assertOperations, firstWorkflows } from '../workflows/first-workflows.ts';
import { readWorkflows } from '../workflows/read-workflows.ts';
import { StepError } from '../workflows/request-of-step.ts';
import { type Performer, runWorkflow } from '../workflows/run-workflow.ts';
import { findOperations, WorkflowError } from '../workflows/sources.ts';
import type { Workflows } from '../workflows/workflow.ts';
import { DEFAULT_CLOCK } from './run-scenario.ts';
import { ScenarioError } from './scenario-file.ts';

/** Calls on a store. Its time begins with the clock of every scenario, and moves when a step is retried. */
function performerOn(store: Store, seed: string): Performer {
  let now = Date.parse(DEFAULT_CLOCK);
  return {
    wait: (seconds) => {
      now += seconds * 1_000;
    },
    perform: async ({ service }, { method, target, headers, text }) => {
      const call = { method, path: target, headers: { accept: 'application/json', ...headers }, body: text };
      const reply = await makeInternalCall(service, store, seed, new Date(now), call).catch(
        (cause: Error) => {
          throw new StepError(`it is refused (${cause.message})`);
        },
      );
      const response = { status: reply.status, headers: { ...reply.headers }, body: reply.body };
      return { url: target, response };
    },
  };
}

/** @throws {ScenarioError} for a file that cannot be read or is no Arazzo document */
export function readArazzoScenario(file: string): Workflows {
  try {
    return readWorkflows(file);
  } catch (cause) {
    if (!(cause instanceof ContractError)) throw cause;
    throw new ScenarioError(`the scenario ${file} cannot be used: ${cause.message}`);
  }
}

/**
 * Runs the workflows that no other one calls. Each call must succeed, as in every scenario.
 *
 * @param seed of the identifiers of records
 * @throws {ScenarioError} with the place of the step that fails
 */
export async function runArazzoScenario(
  file: string,
  services: readonly Service[],
  store: Store,
  seed: string,
): Promise<void> {
  const document = readArazzoScenario(file);
  const performer = performerOn(store, seed);
  try {
    const find = findOperations(document, services);
    assertOperations(document, find);
    for (const id of firstWorkflows(document)) {
      const options = { ...performer, document, find, inputs: {}, onStep: () => {} };
      const { problem } = await runWorkflow(id, options);
      if (problem !== undefined) throw new WorkflowError(problem);
    }
  } catch (cause) {
    if (!(cause instanceof WorkflowError)) throw cause;
    throw new ScenarioError(`the scenario ${file} cannot be run: ${cause.message}`);
  }
}
