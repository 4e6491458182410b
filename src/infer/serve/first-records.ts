/** The first records of a world: the examples of the document at their own identifiers, or generated ones. */
import { elements, member, members, type Node } from '../../contract/document/load-document.ts';
import { shownBy } from '../../contract/schema/examples.ts';
import type { FirstRecords } from '../../core/first-records.ts';
import { isObject } from '../../core/is-object.ts';
import type { FirstRecordsContext, Request } from '../../core/vendor.ts';
import { contentOf } from '../paths.ts';
import { schemaKeyword } from '../schema-properties.ts';
import { schemaNode } from './complete-record.ts';
import { type BodyFields, fieldText, valueAt } from './fields.ts';
import { isNullable, modelRecord, modelRecordOf, typesOf } from './generated-values.ts';
import { generateIdentifier } from './identifiers.ts';
import { type OperationPlan, parentLinkName } from './plan.ts';
import { identifierNodes, indexed } from './record.ts';
import {
  type InferredCall,
  recordId,
  recordStoreOf,
  resourceScope,
  type StoredRecord,
} from './stored-records.ts';

const WIDTH = 11;
/** Most examples of one resource. */
const MOST = 100;

const BLANK: Request = { method: 'GET', path: '', query: '', headers: {}, body: { kind: 'none' }, base: '' };

const callOf = (context: FirstRecordsContext): InferredCall => ({
  ...context,
  state: context.state as InferredCall['state'],
  caller: { account: '', schemes: [] },
  request: BLANK,
  options: {},
  emit: () => {},
  path: {},
  query: {},
  body: undefined,
});

/** The examples in the successful replies of an operation. */
function* exampleReplies({ described, contract: { documents } }: OperationPlan): Iterable<unknown> {
  for (const [status, response] of members(member(described.node, 'responses'))) {
    if (!/^2/.test(status)) continue;
    for (const [type, media] of contentOf(documents, response))
      if (/json|\*/.test(type))
        for (const { value } of shownBy(documents.resolve(media), documents))
          if (value !== undefined) yield value.value;
  }
}

/** The records in the examples of a reply. */
function* recordsIn(plan: OperationPlan): Iterable<BodyFields> {
  const { role, envelope } = plan.inferred;
  if (role === 'delete') return;
  for (const reply of exampleReplies(plan)) {
    const found = valueAt(reply, (role === 'list' ? envelope.items : envelope.item) ?? '');
    if (role === 'list' && Array.isArray(found))
      for (const item of found) {
        const record = valueAt(item, envelope.each ?? '');
        if (isObject(record)) yield record;
      }
    else if (role !== 'list' && isObject(found)) yield found;
  }
}

/** What a schema gives as the example of its value. */
function exampleOf(plan: OperationPlan, node: Node): unknown {
  const word = (name: string): unknown => schemaKeyword(plan.contract.documents, node, name);
  const several = word('examples');
  return word('example') ?? (Array.isArray(several) ? several[0] : undefined);
}

/** The record that the examples of a schema and of its properties make, if they make all that is required. */
function recordOfSchema(plan: OperationPlan): BodyFields | undefined {
  const { shown, contract } = plan;
  if (shown === undefined) return undefined;
  const whole = exampleOf(plan, contract.documents.read(shown.at));
  if (isObject(whole)) return whole;
  const parts = [...shown.properties].flatMap(([name, node]) => {
    const value = exampleOf(plan, node) ?? schemaKeyword(contract.documents, node, 'const');
    return value === undefined ? [] : [[name, value] as const];
  });
  const record = Object.fromEntries(parts);
  const isWhole = [...shown.required].every((name) => Object.hasOwn(record, name));
  return isWhole && parts.length > 1 ? record : undefined;
}

/** The example of a path parameter in any operation of the resource. */
function parameterExample(plan: OperationPlan, name: string): unknown {
  const { documents } = plan.contract;
  for (const { described } of plan.siblings())
    for (const parameter of elements(member(described.node, 'parameters')).map((node) =>
      documents.resolve(node),
    ))
      if (member(parameter, 'in')?.value === 'path' && member(parameter, 'name')?.value === name) {
        const [example] = shownBy(parameter, documents);
        if (example?.value !== undefined) return example.value.value;
      }
  const schema = plan
    .siblings()
    .flatMap(({ described }) => described.path.find((parameter) => parameter.name === name)?.schema ?? [])[0];
  return schema === undefined ? undefined : exampleOf(plan, schema);
}

function examplesOf(plan: OperationPlan): readonly BodyFields[] {
  const plans = plan.siblings();
  const rank = ({ inferred: { role } }: OperationPlan): number => ['read', 'list', 'create'].indexOf(role);
  const shows = plans.filter((one) => rank(one) >= 0).toSorted((one, other) => rank(one) - rank(other));
  const found = shows.flatMap((one) => [...recordsIn(one)]);
  if (found.length > 0) return found.slice(0, MOST);
  const made = shows.map(recordOfSchema).find((record) => record !== undefined);
  return made === undefined ? [] : [made];
}

function generated(plan: OperationPlan, call: InferredCall, count: number): readonly BodyFields[] {
  const reader =
    plan.siblings().find(({ inferred: { role } }) => role === 'read') ??
    plan.siblings().find(({ inferred: { role } }) => role === 'list');
  if (reader === undefined) return [];
  const names = plan.resource.id.flatMap((field) => field ?? []);
  return Array.from({ length: count }, () => {
    const record = modelRecord(reader, modelRecordOf(reader, call.request, call.ids, true));
    return Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
  }).filter((record) => Object.keys(record).length > 0);
}

/** The records that were made so far, by resource. */
type Made = Map<string, StoredRecord[]>;

/** The identifiers of the parents: of a record that was made, else the example in the document. */
function parentsFor(
  plan: OperationPlan,
  record: BodyFields,
  made: Made,
): Readonly<Record<string, string>> | undefined {
  const links: Record<string, string> = {};
  for (const parent of plan.inferred.parents) {
    const known = parent.resource === null ? undefined : made.get(parent.resource);
    const ids = known?.flatMap(({ id }) =>
      id === null ? [] : [decodeURIComponent(id.split('/').at(-1) ?? '')],
    );
    const own = parent.field === null ? undefined : record[parent.field];
    const wanted = own ?? parameterExample(plan, parent.parameter);
    const text = wanted === undefined || wanted === null ? undefined : fieldText(wanted);
    const id = ids === undefined || (text !== undefined && ids.includes(text)) ? text : ids[0];
    if (id === undefined) return undefined;
    links[parentLinkName(parent)] = id;
  }
  return links;
}

/** Whether a property is sure to allow null, or must be there. Examples have null also where no schema allows it. */
function mayBeNull(plan: OperationPlan, name: string): boolean {
  const node = schemaNode(plan, name);
  const required = plan.siblings().some(({ shown }) => shown?.required.has(name) === true);
  return node === undefined || required || isNullable(plan, node);
}

async function store(
  plan: OperationPlan,
  call: InferredCall,
  record: BodyFields,
  made: Made,
  example: boolean,
): Promise<void> {
  const { resource, inferred } = plan;
  const links = parentsFor(plan, record, made);
  if (links === undefined) return;
  const number = call.ids.sequence();
  const own = resource.id.map((field, index) => {
    const given = field === null ? undefined : record[field];
    const parameter = plan.siblings().find(({ inferred: { id } }) => id.length > 0)?.inferred.id[
      index
    ]?.parameter;
    return (
      given ??
      (example && parameter !== undefined ? parameterExample(plan, parameter) : undefined) ??
      generateIdentifier(plan, identifierNodes(plan, index), number, call, field !== null)
    );
  });
  const fields = resource.id.flatMap((field, index) =>
    field === null ? [] : [[field, own[index]] as const],
  );
  const above = inferred.parents.flatMap((parent) => {
    const { field } = parent;
    const node = field === null ? undefined : schemaNode(plan, field);
    const link = links[parentLinkName(parent)] ?? '';
    if (field === null || node === undefined || fieldText(record[field]) === link) return [];
    const isNumber = typesOf(plan, node).has('integer') && /^\d+$/.test(link);
    return [[field, isNumber ? Number(link) : link] as const];
  });
  const shown = Object.entries(record).filter(([name, own]) => own !== null || mayBeNull(plan, name));
  const value = {
    ...Object.fromEntries(shown),
    ...Object.fromEntries(above),
    ...Object.fromEntries(fields),
  };
  const id = recordId(resource, resourceScope(plan, links), own.map(fieldText));
  const keep = recordStoreOf(call, resource.name);
  const key = `-${String(number).padStart(WIDTH, '0')}`;
  const names = example ? [] : Object.keys(value);
  const kept = indexed(plan, { key, id, links, value, made: names, unique: [], within: [], first: true });
  const twins = [
    ...(id === null ? [] : await keep.findBy('id', id)),
    ...(await Promise.all(kept.unique.map((taken) => keep.findBy('unique', taken)))).flat(),
  ];
  if (twins.length > 0) return;
  made.set(resource.name, [...(made.get(resource.name) ?? []), await keep.insert(kept)]);
}

/** Plans in such an order that parents come before what is below them. */
function inOrder(plans: ReadonlyMap<string, OperationPlan>): readonly OperationPlan[] {
  const depth = ({ inferred }: OperationPlan): number => inferred.parents.length;
  return [...plans.values()].toSorted((one, other) => depth(one) - depth(other));
}

/** Creates the function that makes the first records. */
export const firstRecordsOf =
  (plans: ReadonlyMap<string, OperationPlan>) =>
  async (context: FirstRecordsContext, wanted: Exclude<FirstRecords, 'none'>): Promise<void> => {
    const call = callOf(context);
    const made: Made = new Map();
    for (const plan of inOrder(plans)) {
      const records = wanted === 'examples' ? examplesOf(plan) : generated(plan, call, wanted);
      for (const record of records) await store(plan, call, record, made, wanted === 'examples');
    }
  };
