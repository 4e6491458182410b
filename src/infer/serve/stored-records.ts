/** Records of inferred resources as the store keeps them, and how they are found by what a path says. */
import { type Collection, type CollectionShape, collection } from '../../core/store.ts';
import { fail, type HandlerContext } from '../../core/vendor.ts';
import type { Parent } from '../inference.ts';
import { type Fields, joined, textOf } from './fields.ts';
import { linkName, type Plan } from './plan.ts';

export interface Kept<Value extends Fields = Fields> {
  /** Rises with every record, so that a page can begin behind one that is gone. */
  readonly key: string;
  /** The values that name the record in a path, those of its parents included; `null` where no path does. */
  readonly id: string | null;
  /** Values that no other record of the resource may have. */
  readonly unique: readonly string[];
  /** The lists below parents that the record is in. */
  readonly within: readonly string[];
  /** Identifiers of parents by name. */
  readonly links: Readonly<Record<string, string>>;
  readonly value: Value;
  /** Properties that were made up because the contract requires them. */
  readonly made: readonly string[];
}

export type Keep = Collection<Kept>;

export const shape: CollectionShape<Kept> = collection<Kept>({
  key: 'key',
  unique: ['id', 'unique'],
  index: ['within'],
});

/** What the core hands to a handler of an inferred operation. */
export interface Call extends HandlerContext<Readonly<Record<string, Keep>>> {
  readonly path: Fields;
  readonly query: Fields;
  readonly body: unknown;
}

export const keepOf = ({ state }: Call, resource: string): Keep => {
  const keep = state[resource];
  if (keep === undefined) throw new Error(`there is no collection ${resource}`);
  return keep;
};

/** Identifiers of the parents that the path names. */
export const linksOf = ({ inferred }: Plan, { path }: Call): Readonly<Record<string, string>> =>
  Object.fromEntries(inferred.parents.map((parent) => [linkName(parent), textOf(path[parent.parameter])]));

/** The parents' part of an identifier. */
export const scopeOf = ({ resource }: Plan, links: Readonly<Record<string, string>>): readonly string[] =>
  resource.parents.map((parent) => links[linkName(parent)] ?? '');

/** The identifier of a record's parent. */
export function linkIn({ value, links }: Kept, parent: Parent): string | undefined {
  const name = linkName(parent);
  if (parent.field === null) return links[name];
  const known = value[parent.field];
  return known === undefined || known === null ? undefined : textOf(known);
}

const listName = (links: Readonly<Record<string, string | undefined>>): string =>
  Object.keys(links)
    .toSorted()
    .map((name) => `${name}=${encodeURIComponent(links[name] ?? '')}`)
    .join('&');

/** The list below these parents that a record is in; `undefined` when it is in none. */
export function withinOf(kept: Kept, parents: readonly Parent[]): string | undefined {
  const links = Object.fromEntries(parents.map((parent) => [linkName(parent), linkIn(kept, parent)]));
  return parents.length === 0 || Object.values(links).includes(undefined) ? undefined : listName(links);
}

/** The list below the parents that the path names; `undefined` for all records. */
export const listOf = (plan: Plan, call: Call): string | undefined =>
  plan.inferred.parents.length === 0 ? undefined : listName(linksOf(plan, call));

/** @param sent the record of the body, which names the record where the path does not */
export async function findRecord(plan: Plan, call: Call, sent: Fields = {}): Promise<Kept | undefined> {
  const { inferred, resource } = plan;
  const links = linksOf(plan, call);
  const own =
    inferred.id.length > 0
      ? inferred.id.map(({ parameter }) => call.path[parameter])
      : resource.id.map((field) => (field === null ? undefined : sent[field]));
  const [found] = await keepOf(call, resource.name).findBy(
    'id',
    joined([...scopeOf(plan, links), ...own.map(textOf)]),
  );
  if (found === undefined) return undefined;
  const reached = inferred.parents.every((parent) => linkIn(found, parent) === links[linkName(parent)]);
  return reached ? found : undefined;
}

/** @throws {Failed} `missing` */
export async function recordOf(plan: Plan, call: Call, sent?: Fields): Promise<Kept> {
  const found = await findRecord(plan, call, sent);
  if (found === undefined) throw fail('missing', { resource: plan.resource.name });
  return found;
}

/** Every parent that the path names must be there, where its resource is kept. @throws {Failed} `missing` */
export async function requireParents(
  { inferred }: Pick<Plan, 'inferred'>,
  call: Call,
  resources: ReadonlyMap<string, Plan>,
): Promise<void> {
  const names = [...inferred.template.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);
  for (const { parameter, resource } of inferred.parents) {
    const parent = resource === null ? undefined : resources.get(resource)?.resource;
    if (parent === undefined || parent.id.length === 0) continue;
    const end = names.indexOf(parameter) + 1;
    const values = names.slice(0, end).map((name) => textOf(call.path[name]));
    const count = parent.parents.length + parent.id.length;
    if (values.length < count) continue;
    const [found] = await keepOf(call, parent.name).findBy('id', joined(values.slice(-count)));
    if (found === undefined) throw fail('missing', { resource: parent.name });
  }
}
