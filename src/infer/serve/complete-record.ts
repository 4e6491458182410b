/** Completes a record with values that replies require and the client did not send. */
import type { Node } from '../../contract/document/load-document.ts';
import { type SchemaProperties, schemaKeyword } from '../schema-properties.ts';
import type { BodyFields } from './fields.ts';
import { matchesAll } from './filter.ts';
import {
  acceptsValue,
  generatePlainValue,
  modelRecord,
  modelRecordOf,
  timestampFor,
} from './generated-values.ts';
import type { OperationPlan } from './plan.ts';
import type { InferredCall, StoredRecord } from './stored-records.ts';

/** The schemas of the record in the replies of the resource, except those of deletions, with their operations. */
function* describedBy(plan: OperationPlan): Iterable<readonly [plan: OperationPlan, view: SchemaProperties]> {
  for (const sibling of plan.siblings())
    if (sibling.shown !== undefined && sibling.inferred.role !== 'delete') yield [sibling, sibling.shown];
}

/** The schema of a property, from any reply or the request. */
export function schemaNode(plan: OperationPlan, name: string): Node | undefined {
  for (const [, view] of describedBy(plan)) {
    const node = view.properties.get(name);
    if (node !== undefined) return node;
  }
  return plan.sent?.properties.get(name);
}

/** The values with which a new record passes the default filters, so that a plain list contains it. */
function listedBy(plan: OperationPlan): BodyFields {
  const filters = plan.siblings().flatMap(({ inferred, contracted }) =>
    Object.entries(inferred.filters).map(([parameter, property]) => {
      const described = contracted.parameters.find(
        ({ name, in: place }) => place === 'query' && name === parameter,
      );
      return [property, described?.default()] as const;
    }),
  );
  return Object.fromEntries(
    filters.filter(([property, value]) => {
      const node = schemaNode(plan, property);
      if (value === undefined || node === undefined || !acceptsValue(plan, node, value)) return false;
      return !matchesAll(value, schemaKeyword(plan.contract.documents, node, 'enum'));
    }),
  );
}

export interface CompletedRecord {
  readonly value: BodyFields;
  readonly made: readonly string[];
}

/** A record that is being created or changed. */
export interface RecordDraft {
  readonly value: BodyFields;
  /** The values that the client sent. */
  readonly sent: BodyFields;
  /** The record before the change. */
  readonly old: StoredRecord | undefined;
}

/** Adds times and defaults, and then generated values for required properties. */
export function completeRecord(
  plan: OperationPlan,
  call: InferredCall,
  { value: given, sent, old }: RecordDraft,
): CompletedRecord {
  const value: Record<string, unknown> = { ...given };
  const made = new Set(old?.made.filter((name) => Object.hasOwn(given, name) && !Object.hasOwn(sent, name)));
  const supply = (name: string, node: Node, required: boolean): void => {
    const stamp = timestampFor(plan, name, node, call.now, old !== undefined);
    if (stamp !== undefined && (old !== undefined || !Object.hasOwn(value, name))) value[name] = stamp;
    if (Object.hasOwn(value, name)) return;
    const before = old?.made.includes(name) ? old.value[name] : undefined;
    if (before !== undefined) made.add(name);
    const known = before ?? generatePlainValue(plan, node, required);
    if (known !== undefined) value[name] = known;
  };
  const listed = old === undefined ? listedBy(plan) : {};
  for (const [name, node] of plan.sent?.properties ?? [])
    if (old === undefined || plan.inferred.role !== 'update') supply(name, node, false);
  for (const [source, view] of describedBy(plan)) {
    for (const [name, node] of view.properties)
      if (!Object.hasOwn(sent, name)) supply(name, node, view.required.has(name));
    const missing = [...view.required].filter((name) => !Object.hasOwn(value, name));
    if (missing.length === 0) continue;
    const model = {
      ...modelRecord(source, modelRecordOf(source, call.request, call.ids)),
      ...listed,
    };
    for (const name of missing.filter((name) => Object.hasOwn(model, name))) {
      value[name] = model[name];
      made.add(name);
    }
  }
  for (const name of Object.keys(listed).filter((name) => !Object.hasOwn(value, name))) {
    value[name] = listed[name];
    made.add(name);
  }
  return { value, made: [...made] };
}
