/** Creates the users that a provider state asks for, by the vendor's own call. */
import type { Operation } from '../contract/contract.ts';
import { alternativesOf } from '../contract/schema/alternatives.ts';
import type { Schemas } from '../contract/schema/compile.ts';
import { isObject } from '../core/is-object.ts';
import type { OwnCall } from '../core/vendor.ts';
import { createMemoryStore } from '../state/memory-store.ts';
import { ProviderStateError } from './pact-error.ts';
import { plainMembers, refuseUnknownField } from './state-fields.ts';
import type { StateParameters } from './state-names.ts';
import { countRecords, makeCall, type StateTarget, type StateValues } from './state-target.ts';

/** The properties of a body in JSON; `undefined` where it may have any. */
function propertiesOf({ body }: Operation, schemas: Schemas): readonly string[] | undefined {
  const schema = body?.content.find(({ schema }) => schema !== undefined)?.schema;
  if (schema === undefined) return undefined;
  const names = alternativesOf([schema.source], schemas.resolve).flatMap((way) =>
    way.flatMap(({ words }) => (isObject(words.properties) ? Object.keys(words.properties) : [])),
  );
  return names.length === 0 ? undefined : [...new Set(names)];
}

function knownFields({ service }: StateTarget, { operation }: OwnCall): readonly string[] | undefined {
  for (const { contract } of service.versions.values()) {
    const found = contract.operations.find(({ id }) => id === operation);
    if (found !== undefined) return propertiesOf(found, contract.schemas);
  }
  return undefined;
}

/**
 * The parameters as the call takes them. A name that only the reply has is taken for the field that it repeats: one vendor
 * is sent `id` and answers with `uid`.
 *
 * @throws {ProviderStateError} for any other name
 */
async function asSent(target: StateTarget, fields: StateParameters): Promise<StateParameters> {
  const { user } = target.service.vendor;
  const call = user?.({}, 1);
  const known = call && knownFields(target, call);
  if (call === undefined || known === undefined) return fields;
  const unknown = Object.keys(fields).filter((name) => !known.includes(name));
  if (unknown.length === 0) return fields;
  const world = { ...target.world, store: createMemoryStore() };
  const shown = Object(await makeCall({ ...target, world }, call).then(({ body }) => body));
  const sent = Object.entries(Object(call.body) as StateParameters);
  const sentAs = new Map(
    Object.entries(plainMembers(shown)).flatMap(([name, value]) => {
      const same = sent.filter(([, other]) => other === value);
      return same.length === 1 ? same.map(([other]) => [name, other] as const) : [];
    }),
  );
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      if (known.includes(name)) return [name, value];
      const other = sentAs.get(name) ?? refuseUnknownField(name, [...known, ...sentAs.keys()], 'a user');
      if (Object.hasOwn(fields, other))
        throw new ProviderStateError(`${name} and ${other} are the same field of a user; give one of them`);
      return [other, value];
    }),
  );
}

/** Of what was sent, what the reply shows: under another name, or not at all, it is not what the world holds. */
const held = (sent: unknown, shown: StateValues): StateValues => {
  const values = Object.values(shown);
  return Object.fromEntries(
    Object.entries(plainMembers(sent)).filter(
      ([name, value]) => !Object.hasOwn(shown, name) && values.includes(value),
    ),
  );
};

/** @returns fields of the first user */
export async function createUsers(
  target: StateTarget,
  count: number,
  fields: StateParameters,
): Promise<StateValues> {
  const { user, name } = target.service.vendor;
  if (user === undefined) throw new ProviderStateError(`${name} has no way to create a user`);
  const sent = await asSent(target, fields);
  let first: StateValues = {};
  for (let number = 1; number <= count; number++) {
    const before = await countRecords(target);
    const call = user(sent, number);
    const shown = plainMembers((await makeCall(target, call)).body);
    if (number > 1 && (await countRecords(target)) === before)
      throw new ProviderStateError(
        `the ${count} users would be the same: all of them have ${Object.keys(sent).join(', ')}`,
      );
    if (number === 1) first = { ...shown, ...held(call.body, shown) };
  }
  return first;
}

/** @throws {ProviderStateError} for a field that no user has; where an earlier state of the interaction created records, since which users they are is not known */
export async function assertNoUser(target: StateTarget, fields: StateParameters): Promise<StateValues> {
  if (Object.keys(fields).length > 0) await asSent(target, fields);
  if ((await countRecords(target)) > 0)
    throw new ProviderStateError(
      'there are records already: an earlier state of the interaction created them',
    );
  return {};
}
