/** Values that the server sets: identifiers, times, and required values that the client did not send. */

import type { Node } from '../../contract/document/load-document.ts';
import { GenerationError, generateReply } from '../../contract/generate-reply.ts';
import { isItems } from '../../contract/sequences/items.ts';
import type { Ids } from '../../core/ids.ts';
import { isObject } from '../../core/is-object.ts';
import type { Request } from '../../core/vendor.ts';
import { plainName } from '../naming.ts';
import { schemaKeyword, schemaProperties } from '../schema-properties.ts';
import { type BodyFields, valueAt } from './fields.ts';
import type { OperationPlan } from './plan.ts';

const CREATED = [
  'created',
  'createdat',
  'createdon',
  'creationdate',
  'creationtime',
  'datecreated',
  'createdate',
  'createtime',
  'createddate',
  'inserted',
  'insertedat',
];
const UPDATED = [
  'updated',
  'updatedat',
  'updatedon',
  'modified',
  'modifiedat',
  'modifiedon',
  'lastmodified',
  'lastupdated',
  'dateupdated',
  'datemodified',
  'updatetime',
  'updateddate',
];

export const typesOf = (plan: OperationPlan, node: Node): ReadonlySet<string> =>
  schemaProperties(plan.contract.documents, node).types;

const word = (plan: OperationPlan, node: Node, name: string): unknown =>
  schemaKeyword(plan.contract.documents, node, name);

/** The time in the format of a property; `undefined` if the property is no time. */
function timeFor(plan: OperationPlan, node: Node, now: Date): unknown {
  const format = word(plan, node, 'format');
  if (format === 'date-time') return now.toISOString();
  if (format === 'date') return now.toISOString().slice(0, 10);
  if (typesOf(plan, node).has('integer')) return Math.floor(now.getTime() / 1000);
  return undefined;
}

/**
 * The time to set in a property; `undefined` if its name is not one for times.
 *
 * @param changed whether the record is changed instead of created
 */
export function timestampFor(
  plan: OperationPlan,
  name: string,
  node: Node,
  now: Date,
  changed: boolean,
): unknown {
  const words = changed ? UPDATED : [...CREATED, ...UPDATED];
  return words.includes(plainName(name)) ? timeFor(plan, node, now) : undefined;
}

/** Whether a value is valid by a schema. */
export const acceptsValue = (plan: OperationPlan, node: Node, value: unknown): boolean =>
  plan.contract.schemas.compile(node).check(value).length === 0;

/**
 * Whether null is sure to be allowed. Requests may also have it where authors only seem to mean it: `nullable` has no
 * effect in OpenAPI 3.1, and in 3.0 only beside `type`, and an `enum` must list null too.
 */
export function isNullable(plan: OperationPlan, node: Node): boolean {
  const said = (name: string): unknown => word(plan, node, name);
  const choices = said('enum');
  if (Array.isArray(choices) && !choices.includes(null)) return false;
  if (typesOf(plan, node).has('null')) return acceptsValue(plan, node, null);
  if (said('nullable') !== true || said('type') === undefined) return false;
  return (
    ['allOf', 'oneOf', 'anyOf'].every((name) => said(name) === undefined) && acceptsValue(plan, node, null)
  );
}

/**
 * The default, or for a required value one that the schema dictates, such as a constant, `null` or an empty list;
 * else `undefined`.
 */
export function generatePlainValue(plan: OperationPlan, node: Node, required: boolean): unknown {
  const given = word(plan, node, 'default');
  if (given !== undefined || !required) return given;
  const only = word(plan, node, 'const');
  const choices = word(plan, node, 'enum');
  if (only !== undefined) return only;
  if (Array.isArray(choices) && choices.length === 1) return choices[0];
  if (isNullable(plan, node)) return null;
  return typesOf(plan, node).has('array') && acceptsValue(plan, node, []) ? [] : undefined;
}

/**
 * A reply of the operation from its contract, an example or generated; `undefined` if there is none.
 *
 * @param generated whether examples do not count
 */
export function modelRecordOf(plan: OperationPlan, request: Request, ids: Ids, generated = false): unknown {
  const asked: Request = {
    ...request,
    method: plan.described.method,
    path: plan.inferred.template,
    headers: generated ? { prefer: 'dynamic=true' } : {},
  };
  try {
    const { body } = generateReply(plan.contracted, asked, plan.contract.schemas, ids.hex(16));
    if (isItems(body)) return [...(body as Iterable<unknown>)];
    return typeof body === 'string' ? JSON.parse(body) : body;
  } catch (cause) {
    // The reply then breaks its contract, and that finding is more useful than an error here.
    if (cause instanceof GenerationError || cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}

/** The record inside such a reply. */
export function modelRecord({ inferred }: OperationPlan, model: unknown): BodyFields {
  const { role, envelope } = inferred;
  const list = role === 'list' ? valueAt(model, envelope.items ?? '') : undefined;
  const record =
    role === 'list' ? (Array.isArray(list) ? list[0] : undefined) : valueAt(model, envelope.item ?? '');
  return isObject(record) ? record : {};
}
