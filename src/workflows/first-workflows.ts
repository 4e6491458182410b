/** What of an Arazzo document is run, and whether it can be. */
import type { FindOperation } from './sources.ts';
import type { Workflows } from './workflow.ts';

/** Checks that every operation which a document calls is there, before anything is called. @throws {WorkflowError} */
export function assertOperations({ workflows }: Workflows, find: FindOperation): void {
  for (const { steps } of workflows)
    for (const { callee, place } of steps) if (callee.kind !== 'workflow') find(callee, place);
}

/** The workflows that no other one calls or depends on. */
export function firstWorkflows({ workflows }: Workflows): readonly string[] {
  const called = new Set(
    workflows.flatMap(({ dependsOn, steps }) => [
      ...dependsOn,
      ...steps.flatMap(({ callee, onSuccess, onFailure }) => [
        ...(callee.kind === 'workflow' ? [callee.id] : []),
        ...[...onSuccess, ...onFailure].flatMap(({ goal }) =>
          goal !== undefined && 'workflow' in goal ? [goal.workflow] : [],
        ),
      ]),
    ]),
  );
  const first = workflows.map(({ id }) => id).filter((id) => !called.has(id));
  return first.length === 0 ? workflows.map(({ id }) => id) : first;
}
