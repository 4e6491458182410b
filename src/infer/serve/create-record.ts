/** Lets handlers create records that the inferred operations show. */
import { type AnyHandler, passthrough } from '../../core/vendor.ts';
import type { BodyFields } from './fields.ts';
import type { OperationPlan } from './plan.ts';
import { makeRecord } from './record.ts';
import { type InferredCall, type RecordStore, recordStoreOf, type StoredRecord } from './stored-records.ts';

/** The records of an inferred resource, as `state` of a handler has them. */
export interface InferredCollection<Value extends BodyFields = BodyFields> extends RecordStore<Value> {
  /**
   * Creates a record as the inferred operation would: with an identifier, times and all that replies require. The lists
   * and the reading operation of the resource show it.
   *
   * @param value its properties; an identifier among them is kept
   * @param path the path parameters of its parents by name, such as `{ owner_id: '7' }`
   * @throws {Failed} `duplicate` if its identifier or a unique value is taken
   */
  create(value: Partial<Value>, path?: BodyFields): Promise<StoredRecord<Value>>;
}

/** The operation whose parents and replies describe a new record best. */
function planFor(plan: OperationPlan): OperationPlan {
  const roles = ['create', 'upsert', 'list', 'read'];
  const [nearest = plan] = plan
    .siblings()
    .filter(({ inferred }) => roles.includes(inferred.role))
    .toSorted((one, other) => roles.indexOf(one.inferred.role) - roles.indexOf(other.inferred.role));
  // All properties may be set, the identifier included.
  return { ...nearest, sent: nearest.shown ?? nearest.sent };
}

/** The parameters of a record's own identifier, from its properties. */
const ownParameters = ({ inferred }: OperationPlan, value: BodyFields): BodyFields =>
  Object.fromEntries(
    inferred.id.flatMap(({ parameter, field }) => {
      const given = field === null ? undefined : value[field];
      return given === undefined ? [] : [[parameter, given]];
    }),
  );

/** The collection with one more method. Its own methods need it as `this`. */
const withMethod = (records: RecordStore, create: InferredCollection['create']): InferredCollection => ({
  get: (key) => records.get(key),
  findBy: (field, value) => records.findBy(field, value),
  page: (page) => records.page(page),
  count: (within) => records.count(within),
  insert: (record) => records.insert(record),
  update: (record) => records.update(record),
  remove: (key) => records.remove(key),
  create,
});

/**
 * Adds `create` to the inferred collections in the state of a handler.
 *
 * @param resources one plan of each resource, by name
 * @param others names of the collections that are not inferred
 */
export const withCreate = (
  handler: AnyHandler,
  resources: ReadonlyMap<string, OperationPlan>,
  others: readonly string[],
): AnyHandler => {
  const extended = (call: InferredCall): ReturnType<AnyHandler> => {
    const creatorFor =
      (plan: OperationPlan): InferredCollection['create'] =>
      (value, path = {}) => {
        const chosen = planFor(plan);
        const at = { ...call.path, ...ownParameters(chosen, value), ...path };
        return makeRecord(chosen, { ...call, path: at, body: undefined }, value);
      };
    const state: Record<string, RecordStore | undefined> = {};
    // A collection is opened when it is read.
    for (const [name, plan] of resources)
      Object.defineProperty(state, name, {
        get: () => withMethod(recordStoreOf(call, name), creatorFor(plan)),
      });
    for (const name of others) Object.defineProperty(state, name, { get: () => call.state[name] });
    return handler({ ...call, state });
  };
  return handler.isPassthrough === true ? passthrough(extended) : extended;
};
