/** Makes and changes records: what was sent, what the path says, and what the server adds. */
import { fail } from '../../core/vendor.ts';
import { wordOf } from '../schema-properties.ts';
import { type Filled, filled, nodeOf } from './complete-record.ts';
import { type Fields, isFields, joined, merged, textOf, valueAt } from './fields.ts';
import { identifierFor } from './generated-values.ts';
import type { Plan } from './plan.ts';
import { type Call, type Kept, keepOf, linksOf, scopeOf, withinOf } from './stored-records.ts';

/** The record in the request body, without what only the server may say. */
export function sentIn({ inferred, sent, contract: { documents } }: Plan, { body }: Call): Fields {
  const record = valueAt(body, inferred.envelope.body ?? '');
  return Object.fromEntries(
    Object.entries(isFields(record) ? record : {}).filter(
      ([name]) => wordOf(documents, sent?.properties.get(name), 'readOnly') !== true,
    ),
  );
}

/** The identifier's properties: as the path names them, else as sent, else drawn anew. */
function identified(plan: Plan, call: Call, sent: Fields, number: number): Fields {
  const { inferred, resource } = plan;
  return Object.fromEntries(
    resource.id.flatMap((field, index) => {
      const binding = inferred.id[index];
      if (field === null) return [];
      const chosen = plan.sent?.properties.has(field) ? sent[field] : undefined;
      const given = binding === undefined ? chosen : call.path[binding.parameter];
      const known = given ?? identifierFor(plan, nodeOf(plan, field), number, call);
      return known === undefined ? [] : [[field, known]];
    }),
  );
}

/** The record as it is kept, with everything that it is found by. */
function kept(
  plan: Plan,
  call: Call,
  { value, made }: Filled,
  old: Pick<Kept, 'key' | 'id' | 'links'>,
): Kept {
  const { resource } = plan;
  const links = { ...old.links, ...linksOf(plan, call) };
  const views = plan.siblings().map(({ inferred }) => inferred.parents);
  const record: Kept = { ...old, unique: [], within: [], links, value, made };
  const scope = scopeOf(plan, links);
  return {
    ...record,
    unique: resource.unique.flatMap((field) => {
      const taken = value[field];
      return taken === undefined || taken === null ? [] : [`${joined(scope)} ${field}=${textOf(taken)}`];
    }),
    within: [...new Set(views.flatMap((parents) => withinOf(record, parents) ?? []))],
  };
}

/** @throws {Failed} `duplicate` */
async function assertFree(plan: Plan, call: Call, record: Kept): Promise<void> {
  const keep = keepOf(call, plan.resource.name);
  for (const value of record.unique) {
    const [twin] = await keep.findBy('unique', value);
    if (twin !== undefined && twin.key !== record.key)
      throw fail('duplicate', { resource: plan.resource.name });
  }
}

const WIDTH = 12;

/** @throws {Failed} `duplicate` when its identifier or a value that may not repeat is taken */
export async function makeRecord(plan: Plan, call: Call, sent: Fields): Promise<Kept> {
  const { inferred, resource } = plan;
  const keep = keepOf(call, resource.name);
  const links = linksOf(plan, call);
  const parents = Object.fromEntries(
    inferred.parents.flatMap(({ field, parameter }) =>
      field === null ? [] : [[field, call.path[parameter]]],
    ),
  );
  const number = call.ids.sequence();
  const key = String(number).padStart(WIDTH, '0');
  const own = identified(plan, call, sent, number);
  const beside = inferred.id.map(({ parameter }) => call.path[parameter]);
  const values = resource.id.map((field, index) => beside[index] ?? (field === null ? number : own[field]));
  const id = values.length === 0 ? null : joined([...scopeOf(plan, links), ...values.map(textOf)]);
  if (id !== null && (await keep.findBy('id', id)).length > 0)
    throw fail('duplicate', { resource: resource.name });
  const value = { ...sent, ...parents, ...own };
  const record = kept(plan, call, filled(plan, call, { value, sent, old: undefined }), { key, id, links });
  await assertFree(plan, call, record);
  return keep.insert(record);
}

/** What names a record never changes with its body. */
function pinned({ resource }: Plan, old: Kept): Fields {
  const names = resource.id.flatMap((field) => field ?? []);
  return Object.fromEntries(
    names.filter((name) => Object.hasOwn(old.value, name)).map((name) => [name, old.value[name]]),
  );
}

/** @throws {Failed} `duplicate` */
export async function changeRecord(
  plan: Plan,
  call: Call,
  old: Kept,
  change: { readonly value: Fields; readonly sent: Fields },
): Promise<Kept> {
  const value = { ...change.value, ...pinned(plan, old) };
  const record = kept(plan, call, filled(plan, call, { value, sent: change.sent, old }), old);
  await assertFree(plan, call, record);
  return keepOf(call, plan.resource.name).update(record);
}

/** What a replacement leaves: properties that no client can send are the server's own. */
export function replacement({ sent: body, contract: { documents } }: Plan, old: Kept, sent: Fields): Fields {
  const settable = (name: string): boolean =>
    body?.properties.has(name) === true && wordOf(documents, body.properties.get(name), 'readOnly') !== true;
  return {
    ...Object.fromEntries(Object.entries(old.value).filter(([name]) => !settable(name))),
    ...sent,
  };
}

/** What an update leads to. */
export function update({ inferred }: Plan, old: Kept, sent: Fields): Fields {
  const value = inferred.merge === 'deep' ? merged(old.value, sent) : { ...old.value, ...sent };
  return isFields(value) ? value : {};
}
