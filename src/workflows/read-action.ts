/** Reads what follows a step: `onSuccess`, `onFailure`, and the same of the whole workflow. */
import { type Documents, member, type Node } from '../contract/document/load-document.ts';
import { assertFields, each, listOf, optionalTextOf, reusable, textOf } from './fields.ts';
import { readCriterion } from './read-criterion.ts';
import type { Action, Goal } from './workflow.ts';

const MAX_RETRIES = 100;

const FIELDS = ['name', 'type', 'stepId', 'workflowId', 'retryAfter', 'retryLimit', 'criteria'];

type Kind = 'success' | 'failure';
const TYPES: Readonly<Record<Kind, readonly Action['type'][]>> = {
  success: ['end', 'goto'],
  failure: ['end', 'goto', 'retry'],
};

function goalOf(documents: Documents, action: Node): Goal | undefined {
  const [step, workflow] = [
    optionalTextOf(documents, action, 'stepId'),
    optionalTextOf(documents, action, 'workflowId'),
  ];
  if (step !== undefined && workflow !== undefined)
    throw documents.error(action.at, 'an action leads to a stepId or a workflowId, not to both');
  if (step !== undefined) return { step };
  return workflow === undefined ? undefined : { workflow };
}

/** @throws {ContractError} for something else than a number of at least 0 */
function numberOf(documents: Documents, action: Node, name: string, most: number, otherwise: number): number {
  const found = member(action, name);
  if (found === undefined) return otherwise;
  if (typeof found.value === 'number' && found.value >= 0 && found.value <= most) return found.value;
  throw documents.error(found.at, `${name} must be a number from 0 to ${most}`);
}

function readAction(documents: Documents, written: Node, kind: Kind): Action {
  const action = reusable(documents, written);
  assertFields(documents, action, 'an action', FIELDS);
  const type = textOf(documents, action, 'type');
  const known = TYPES[kind].find((one) => one === type);
  if (known === undefined)
    throw documents.error(action.at, `${type} is no ${kind} action; there are ${TYPES[kind].join(', ')}`);
  const goal = goalOf(documents, action);
  if (known === 'goto' && goal === undefined)
    throw documents.error(action.at, 'a goto needs a stepId or a workflowId');
  return {
    name: textOf(documents, action, 'name'),
    type: known,
    goal,
    retryAfter: numberOf(documents, action, 'retryAfter', 86_400, 0),
    retryLimit: numberOf(documents, action, 'retryLimit', MAX_RETRIES, 1),
    criteria: each(documents, listOf(documents, action, 'criteria'), (one) => readCriterion(documents, one)),
  };
}

/** The actions of a step, and after them those of its workflow that it does not override by name. */
export function readActions(documents: Documents, step: Node, workflow: Node, kind: Kind): readonly Action[] {
  const read = (node: Node, name: string): readonly Action[] =>
    each(documents, listOf(documents, node, name), (one) => readAction(documents, one, kind));
  const own = read(step, kind === 'success' ? 'onSuccess' : 'onFailure');
  const common = read(workflow, `${kind}Actions`);
  return [...own, ...common.filter(({ name }) => !own.some((one) => one.name === name))];
}
