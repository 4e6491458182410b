/**
 * Makes a reply fit its schema: what was sent is converted where the reply has another type, what is required and
 * missing is generated, and what cannot be shown is left out. The stored record keeps what was sent.
 */
import type { Content } from '../../contract/contract.ts';
import { documentedResponse } from '../../contract/document/documented-response.ts';
import { elements, member, type Node } from '../../contract/document/load-document.ts';
import { fakeData, GenerationError } from '../../contract/schema/fake-data.ts';
import { seedOf } from '../../core/ids.ts';
import { isObject } from '../../core/is-object.ts';
import { formatPointer } from '../../core/json-pointer.ts';
import { isJsonMediaType, mediaTypeEssence } from '../../core/media-type.ts';
import { addReason } from '../../core/reason-header.ts';
import type { Reply } from '../../core/vendor.ts';
import { findName } from '../naming.ts';
import { type SchemaProperties, schemaKeyword, schemaProperties } from '../schema-properties.ts';
import { conversionsOf } from './conversions.ts';
import { generatePlainValue } from './generated-values.ts';
import type { OperationPlan } from './plan.ts';
import { saysSuccess } from './status-words.ts';
import type { InferredCall } from './stored-records.ts';

/** What was done to a reply, by JSON pointers. */
interface Changes {
  readonly converted: string[];
  readonly generated: string[];
  readonly omitted: string[];
}

interface Fitting {
  readonly plan: OperationPlan;
  readonly call: InferredCall;
  /** How often values may still be checked, so that no reply takes long. */
  checks: number;
  /** What was fitted before, by the places of the schema and of the value, because alternatives share properties. */
  readonly known: Map<string, Map<unknown, Fitted>>;
}

/** A value that cannot be made to fit. */
const UNFIT = Symbol('unfit');

const MAX_DEPTH = 12;
const MAX_CHECKS = 6_000;
/** Checks that the generation of one value stands for. */
const GENERATION = 10;

const noChanges = (): Changes => ({ converted: [], generated: [], omitted: [] });

function addChanges(to: Changes, from: Changes): void {
  to.converted.push(...from.converted);
  to.generated.push(...from.generated);
  to.omitted.push(...from.omitted);
}

const accepts = (fitting: Fitting, node: Node, value: unknown): boolean =>
  fitting.checks-- > 0 && fitting.plan.contract.schemas.compile(node).check(value, 'response').length === 0;

function generated(fitting: Fitting, node: Node): unknown {
  const { plan, call } = fitting;
  fitting.checks -= GENERATION;
  if (fitting.checks < 0) return UNFIT;
  const plain = generatePlainValue(plan, node, true);
  if (plain !== undefined) return plain;
  const { schemas } = plan.contract;
  const seed = call.ids.hex(16);
  try {
    return fakeData(schemas.compile(node), schemas, (attempt) => seedOf(seed, String(attempt)), 'value');
  } catch (cause) {
    if (cause instanceof GenerationError) return UNFIT;
    throw cause;
  }
}

/** A required property that the value lacks: under another spelling, a word for success, or generated. */
function missing(
  fitting: Fitting,
  view: SchemaProperties,
  value: Readonly<Record<string, unknown>>,
  name: string,
): { readonly value: unknown; readonly invented: boolean } {
  const { documents } = fitting.plan.contract;
  const node = view.properties.get(name);
  const spelt = findName(
    Object.keys(value).filter((key) => !view.properties.has(key)),
    [name],
  );
  if (spelt !== undefined) return { value: value[spelt], invented: false };
  if (node === undefined) return { value: UNFIT, invented: true };
  const said = saysSuccess(name, schemaProperties(documents, node), schemaKeyword(documents, node, 'enum'));
  return said === undefined
    ? { value: generated(fitting, node), invented: true }
    : { value: said, invented: false };
}

function fitObject(
  fitting: Fitting,
  view: SchemaProperties,
  value: Readonly<Record<string, unknown>>,
  pointer: string,
  depth: number,
): { readonly value: Record<string, unknown>; readonly changes: Changes } {
  const changes = noChanges();
  const result: Record<string, unknown> = {};
  for (const [name, own] of Object.entries(value)) {
    const node = view.properties.get(name);
    const place = `${pointer}${formatPointer(name)}`;
    if (node === undefined) {
      if (view.closed) changes.omitted.push(place);
      else result[name] = own;
      continue;
    }
    const fitted = fitValue(fitting, node, own, place, depth + 1);
    addChanges(changes, fitted.changes);
    if (fitted.value !== UNFIT) result[name] = fitted.value;
    else if (!view.required.has(name)) changes.omitted.push(place);
  }
  for (const name of view.required) {
    if (Object.hasOwn(result, name)) continue;
    const found = missing(fitting, view, value, name);
    if (found.value === UNFIT) continue;
    result[name] = found.value;
    if (found.invented) changes.generated.push(`${pointer}${formatPointer(name)}`);
  }
  return { value: result, changes };
}

/** The schemas that an object may have to fit: the whole one, and each alternative of it. */
function* viewsOf({ plan }: Fitting, node: Node): Iterable<SchemaProperties> {
  const { documents } = plan.contract;
  const whole = schemaProperties(documents, node);
  yield whole;
  const parts = [node, ...elements(member(node, 'allOf')).map((part) => documents.resolve(part))];
  for (const part of parts)
    for (const word of ['oneOf', 'anyOf'])
      for (const alternative of elements(member(part, word))) {
        const view = schemaProperties(documents, alternative);
        const properties = new Map([...whole.properties, ...view.properties]);
        yield { ...view, properties, required: new Set([...whole.required, ...view.required]) };
      }
}

interface Fitted {
  readonly value: unknown;
  readonly changes: Changes;
}

function fitList(
  fitting: Fitting,
  node: Node,
  value: readonly unknown[],
  pointer: string,
  depth: number,
): Fitted {
  const changes = noChanges();
  const { items } = schemaProperties(fitting.plan.contract.documents, node);
  if (items === undefined) return { value: UNFIT, changes };
  const result = value.flatMap((own, index) => {
    const fitted = fitValue(fitting, items, own, `${pointer}/${index}`, depth + 1);
    addChanges(changes, fitted.changes);
    if (fitted.value === UNFIT) changes.omitted.push(`${pointer}/${index}`);
    return fitted.value === UNFIT ? [] : [fitted.value];
  });
  return { value: accepts(fitting, node, result) ? result : UNFIT, changes };
}

/** A generated object with those properties of the value that it can hold. */
function mixed(
  fitting: Fitting,
  node: Node,
  value: Readonly<Record<string, unknown>>,
  pointer: string,
): Fitted {
  const changes = noChanges();
  const made = generated(fitting, node);
  if (!isObject(made)) return { value: UNFIT, changes };
  let result: Readonly<Record<string, unknown>> = made;
  const names = new Set(Object.keys(value));
  for (const [name, own] of Object.entries(value)) {
    const next = { ...result, [name]: own };
    if (accepts(fitting, node, next)) result = next;
    else names.delete(name);
  }
  const place = (name: string): string => `${pointer}${formatPointer(name)}`;
  changes.generated.push(
    ...Object.keys(result)
      .filter((name) => !names.has(name))
      .map(place),
  );
  const shown = result;
  changes.omitted.push(
    ...Object.keys(value)
      .filter((name) => !Object.hasOwn(shown, name))
      .map(place),
  );
  return { value: result, changes };
}

/** The first form of a value that its schema accepts. */
function fitValue(fitting: Fitting, given: Node, value: unknown, pointer: string, depth: number): Fitted {
  const place = `${given.at.file}#${given.at.pointer} ${pointer}`;
  const known = fitting.known.get(place)?.get(value);
  if (known !== undefined) return known;
  const fitted = fitAnew(fitting, given, value, pointer, depth);
  if (fitting.checks > 0)
    fitting.known.set(place, (fitting.known.get(place) ?? new Map()).set(value, fitted));
  return fitted;
}

function fitAnew(fitting: Fitting, given: Node, value: unknown, pointer: string, depth: number): Fitted {
  if (accepts(fitting, given, value)) return { value, changes: noChanges() };
  const node = fitting.plan.contract.documents.resolve(given);
  if (depth > MAX_DEPTH) return { value: UNFIT, changes: noChanges() };
  if (isObject(value))
    for (const view of viewsOf(fitting, node)) {
      const fitted = fitObject(fitting, view, value, pointer, depth);
      if (accepts(fitting, node, fitted.value)) return fitted;
    }
  if (Array.isArray(value)) {
    const fitted = fitList(fitting, node, value, pointer, depth);
    if (fitted.value !== UNFIT) return fitted;
  }
  for (const other of conversionsOf(fitting.plan, node, value)) {
    const fitted = isObject(other)
      ? fitObject(fitting, schemaProperties(fitting.plan.contract.documents, node), other, pointer, depth)
      : { value: other, changes: noChanges() };
    if (!accepts(fitting, node, fitted.value)) continue;
    fitted.changes.converted.push(pointer);
    return fitted;
  }
  if (isObject(value)) return mixed(fitting, node, value, pointer);
  const changes = noChanges();
  const made = depth === 0 || value === undefined ? generated(fitting, node) : UNFIT;
  if (made !== UNFIT) changes.generated.push(pointer);
  return { value: made, changes };
}

/** A required member that has no convertible value is generated by its object, so that it is listed there. */
const said = ({ converted, generated, omitted }: Changes): string =>
  [
    converted.length > 0 ? `converted to the type of the reply: ${converted.join(', ')}` : '',
    generated.length > 0 ? `generated: ${generated.map((pointer) => pointer || 'the body').join(', ')}` : '',
    omitted.length > 0 ? `left out, because the reply cannot hold it: ${omitted.join(', ')}` : '',
  ]
    .filter((part) => part !== '')
    .join('; ');

const contentOf = ({ contracted }: OperationPlan, { status, headers }: Reply): Content | undefined => {
  const type = mediaTypeEssence(headers?.['content-type'] ?? 'application/json');
  const content = documentedResponse(contracted.responses, status)?.content ?? [];
  return (
    content.find(({ mediaType }) => mediaTypeEssence(mediaType) === type) ??
    content.find(({ mediaType }) => isJsonMediaType(mediaTypeEssence(mediaType)) || mediaType.includes('*'))
  );
};

/** The reply in a form that its schema accepts, with every change listed in `x-vendouble-reason`. */
export function withFittedBody(plan: OperationPlan, call: InferredCall, reply: Reply): Reply {
  const schema = contentOf(plan, reply)?.schema;
  if (reply.body === undefined || schema === undefined) return reply;
  if (schema.check(reply.body, 'response').length === 0) return reply;
  const node = plan.contract.documents.read(schema.at);
  const fitting: Fitting = { plan, call, checks: MAX_CHECKS, known: new Map() };
  const { value, changes } = fitValue(fitting, node, reply.body, '', 0);
  if (value !== UNFIT) return addReason({ ...reply, body: value }, said(changes));
  // As much as can be made to fit. The reply then says what is wrong with the rest.
  const view = schemaProperties(plan.contract.documents, node);
  const nearest = isObject(reply.body) ? fitObject(fitting, view, reply.body, '', 0) : undefined;
  const [problem] = schema.check(nearest?.value ?? reply.body, 'response');
  const reason = `no form of this reply fits its schema: ${problem?.pointer ?? ''} ${problem?.message ?? ''}`;
  return nearest === undefined
    ? addReason(reply, reason)
    : addReason(addReason({ ...reply, body: nearest.value }, reason), said(nearest.changes));
}
