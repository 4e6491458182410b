/** The operation that creates the records of a collection, and the values that it takes. */
import type { Contract, Operation } from '../contract/contract.ts';
import { fakeData, GenerationError } from '../contract/schema/fake-data.ts';
import type { Binding, Resource } from '../infer/inference.ts';
import { plainName } from '../infer/naming.ts';
import { documentPaths } from '../infer/paths.ts';
import { schemaKeyword } from '../infer/schema-properties.ts';
import { fieldText } from '../infer/serve/fields.ts';
import { createPlan, type OperationPlan } from '../infer/serve/plan.ts';
import { ProviderStateError } from './pact-error.ts';
import type { NamedField } from './record-states.ts';
import type { StateCollection } from './state-collections.ts';
import { refuseUnknownField } from './state-fields.ts';
import type { StateParameters } from './state-names.ts';

/** What creates the records of a collection, and the names that they have. */
export interface RecordMaker {
  readonly collection: StateCollection;
  readonly resource: Resource;
  readonly contract: Contract;
  readonly operation: Operation;
  readonly plan: OperationPlan;
  /** Names that the call takes in its body. */
  readonly sendable: ReadonlySet<string>;
  /** Names that a reply has. */
  readonly shown: OperationPlan['shown'];
}

/** A property that a client may send. */
const isSendable = (plan: OperationPlan, name: string): boolean =>
  schemaKeyword(plan.contract.documents, plan.sent?.properties.get(name), 'readOnly') !== true;

export function makerOf(collection: StateCollection): RecordMaker {
  const { inferred } = collection;
  if (inferred === undefined) throw new ProviderStateError(`${collection.name} cannot be created`);
  const { resource, operations, contract } = inferred;
  const described = new Map(
    documentPaths(contract.documents).flatMap((path) => path.operations.map((one) => [one.id, one])),
  );
  const plans = operations.flatMap((one): readonly OperationPlan[] => {
    const [known, operation] = [
      described.get(one.operation),
      contract.operations.find(({ id }) => id === one.operation),
    ];
    return known === undefined || operation === undefined
      ? []
      : [
          createPlan({
            inferred: one,
            resource,
            described: known,
            contracted: operation,
            contract,
            siblings: () => plans,
          }),
        ];
  });
  const rank = ({ inferred: { role, parents } }: OperationPlan): number =>
    parents.length + (role === 'create' ? 0 : 100);
  const [plan] = plans
    .filter(({ inferred: { role } }) => role === 'create' || role === 'upsert')
    .toSorted((one, other) => rank(one) - rank(other));
  if (plan === undefined) throw new ProviderStateError(`no operation creates ${collection.many}`);
  const sendable = [...(plan.sent?.properties.keys() ?? [])].filter((name) => isSendable(plan, name));
  const shown =
    plans.find((one) => one.inferred.role === 'read')?.shown ?? plans.find((one) => one.shown)?.shown;
  return {
    collection,
    resource,
    contract,
    operation: plan.contracted,
    plan,
    sendable: new Set(sendable),
    shown,
  };
}

/** The property for a parameter of a path: `petId` names the pet's `id`. */
const bindingsOf = ({ collection }: RecordMaker): readonly Binding[] =>
  (collection.inferred?.operations ?? []).flatMap(({ id, parents }) => [...id, ...parents]);

/** Values by the property or the path parameter that holds each. @throws {ProviderStateError} for an unknown name */
export function placed(maker: RecordMaker, fields: StateParameters): StateParameters {
  const { sendable, shown, plan } = maker;
  const bindings = bindingsOf(maker);
  const isFree = plan.sent === undefined || plan.sent.properties.size === 0 || plan.sent.open;
  const known = [
    ...sendable,
    ...(shown?.properties.keys() ?? []),
    ...bindings.map(({ parameter }) => parameter),
  ];
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const isProperty = sendable.has(name) || shown?.properties.has(name) === true;
      const bound = isProperty ? undefined : bindings.find(({ parameter }) => parameter === name);
      if (bound === undefined && !isProperty && !isFree)
        refuseUnknownField(name, [...new Set(known)], `a record of ${maker.collection.name}`);
      return [bound?.field ?? name, value];
    }),
  );
}

/** The name of a field as the document spells it: `ID` is `id`, or the parameter that holds the identifier. */
function fieldNamed(maker: RecordMaker, word: string): string {
  const parameters = bindingsOf(maker).map(({ parameter }) => parameter);
  const names = [...(maker.shown?.properties.keys() ?? []), ...maker.sendable, ...parameters];
  const found = names.find((name) => plainName(name) === plainName(word));
  if (found !== undefined || plainName(word) !== 'id') return found ?? word;
  return maker.resource.id.findLast((name) => name !== null) ?? parameters.at(-1) ?? word;
}

/** The value of a text as the field's schema has it. */
function typed({ shown, contract }: RecordMaker, name: string, text: string): unknown {
  const node = shown?.properties.get(name);
  if (node === undefined) return text;
  const schema = contract.schemas.compile(node);
  const forms = [text, Number(text), text === 'true'];
  return forms.find((form) => schema.check(form, 'response').length === 0) ?? text;
}

/** The field that a state names, such as `ID 10`. */
export function namedField(maker: RecordMaker, { field, value }: NamedField): StateParameters {
  const name = fieldNamed(maker, field);
  return { [name]: typed(maker, name, value) };
}

const MOST_TRIES = 20;

/** A body as the contract describes it, with what is optional too: a consumer may expect all of it. */
export function bodyFor(maker: RecordMaker, number: number): unknown {
  const { plan, operation, contract } = maker;
  const content =
    operation.body?.content.find(({ mediaType }) => mediaType === plan.described.body?.mediaType) ??
    operation.body?.content[0];
  if (content?.schema === undefined) return {};
  const { schema } = content;
  const example = number === 1 ? content.examples().find(({ sound }) => sound) : undefined;
  let whole: unknown;
  try {
    whole =
      example?.value ??
      fakeData(schema, contract.schemas, (attempt) => number * MOST_TRIES + attempt, 'body', 'request');
  } catch (cause) {
    if (!(cause instanceof GenerationError)) throw cause;
    throw new ProviderStateError(`${operation.id} cannot be called by itself: ${cause.message}`);
  }
  return whole;
}

/** A value for a path parameter that the state does not give. */
export function pathValue({ operation, contract }: RecordMaker, name: string, number: number): string {
  const schema = operation.parameters.find((one) => one.in === 'path' && one.name === name)?.schema;
  const simple = [number, String(number)].find((value) => schema?.check(value, 'request').length === 0);
  if (schema === undefined || simple !== undefined) return String(simple ?? number);
  return fieldText(fakeData(schema, contract.schemas, (attempt) => number * MOST_TRIES + attempt, name));
}
