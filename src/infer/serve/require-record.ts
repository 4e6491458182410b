/** Answers a generated operation with a failure if the record in its path does not exist. */
import { hasPreference, preferenceOf } from '../../contract/prefer-header.ts';
import { type AnyHandler, passthrough, Unhandled } from '../../core/vendor.ts';
import type { Inferred } from '../inference.ts';
import type { OperationPlan } from './plan.ts';
import { type InferredCall, recordOf, requireParents } from './stored-records.ts';

/** Whether the path has a parent that is stateful. */
const isBelow = ({ parents }: Inferred, resources: ReadonlyMap<string, OperationPlan>): boolean =>
  parents.some(({ resource }) => resource !== null && resources.has(resource));

/**
 * Creates a handler that checks the records in the path of a generated operation.
 *
 * @param inferred an operation that is generated
 * @param plans plans of all stateful operations
 * @param resources one plan of each resource, by name
 * @returns `undefined` if its path names no stateful record
 */
export function requireRecord(
  inferred: Inferred,
  plans: readonly OperationPlan[],
  resources: ReadonlyMap<string, OperationPlan>,
): AnyHandler | undefined {
  const { template, method } = inferred;
  // PUT may create the record.
  const own =
    method === 'PUT'
      ? undefined
      : plans.find((plan) => plan.inferred.template === template && plan.inferred.id.length > 0);
  if (own === undefined && !isBelow(inferred, resources)) return undefined;
  return passthrough(async (call: InferredCall) => {
    if (hasPreference(preferenceOf(call.request))) throw new Unhandled();
    if (own !== undefined) await recordOf(own, call);
    await requireParents({ inferred }, call, resources);
    throw new Unhandled();
  });
}
