/** What is generated about a record, or below one, is not answered where that record is not there. */
import { hasPreference, preferenceOf } from '../../contract/prefer-header.ts';
import { type AnyHandler, passthrough, Unhandled } from '../../core/vendor.ts';
import type { Inferred } from '../inference.ts';
import type { OperationPlan } from './plan.ts';
import { type InferredCall, recordOf, requireParents } from './stored-records.ts';

/** Whether there is anything to ask for before the contract answers. */
const isBelow = ({ parents }: Inferred, resources: ReadonlyMap<string, OperationPlan>): boolean =>
  parents.some(({ resource }) => resource !== null && resources.has(resource));

/**
 * @param inferred an operation that is generated
 * @param plans of all operations that are answered from state
 * @param resources by name, one of the plans of each
 * @returns `undefined` where nothing that is kept is named by its path
 */
export function requireRecord(
  inferred: Inferred,
  plans: readonly OperationPlan[],
  resources: ReadonlyMap<string, OperationPlan>,
): AnyHandler | undefined {
  const { template, method } = inferred;
  // What puts a record in its place needs none before.
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
