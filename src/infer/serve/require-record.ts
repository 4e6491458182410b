/** Leaves generated operations to the contract, with the reason, and rejects those whose record does not exist. */
import { hasPreference, preferenceOf } from '../../contract/prefer-header.ts';
import { type AnyHandler, passthrough, Unhandled } from '../../core/vendor.ts';
import type { Inferred } from '../inference.ts';
import type { OperationPlan } from './plan.ts';
import { type InferredCall, recordOf, requireParents } from './stored-records.ts';

/** Whether the path has a parent that is stateful. */
const isBelow = ({ parents }: Inferred, resources: ReadonlyMap<string, OperationPlan>): boolean =>
  parents.some(({ resource }) => resource !== null && resources.has(resource));

/**
 * Creates the handler of a generated operation, which checks the records in its path and leaves the reply to the
 * contract.
 *
 * @param inferred an operation that is generated
 * @param why the reason for that
 * @param plans plans of all stateful operations
 * @param resources one plan of each resource, by name
 */
export function requireRecord(
  inferred: Inferred,
  why: string,
  plans: readonly OperationPlan[],
  resources: ReadonlyMap<string, OperationPlan>,
): AnyHandler {
  const { template, method } = inferred;
  const reason = `not answered from state: ${why}`;
  // PUT may create the record.
  const own =
    method === 'PUT'
      ? undefined
      : plans.find((plan) => plan.inferred.template === template && plan.inferred.id.length > 0);
  const below = isBelow(inferred, resources);
  return passthrough(async (call: InferredCall) => {
    if (hasPreference(preferenceOf(call.request))) throw new Unhandled();
    if (own !== undefined) await recordOf(own, call);
    if (own !== undefined || below) await requireParents({ inferred }, call, resources);
    throw new Unhandled(reason);
  });
}
