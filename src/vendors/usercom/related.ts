/** The records that a user object shows besides the user. Deleted ones are left out. */
import type { Json } from '../../core/store.ts';
import {
  type Attribute,
  type Company,
  type List,
  type Membership,
  pkOf,
  type Tag,
  type User,
  type UsercomState,
} from './collections.ts';

export interface Related {
  readonly companies: readonly (readonly [Company, Membership])[];
  readonly attributes: readonly (readonly [Attribute, Json])[];
  readonly lists: readonly List[];
  readonly tags: readonly Tag[];
}

interface Store<R> {
  get(key: string): Promise<R | undefined>;
}

/** The items with their records. Items whose record was deleted are left out. */
async function joined<R, With>(
  store: Store<R>,
  items: readonly With[],
  idOf: (item: With) => number,
): Promise<(readonly [R, With])[]> {
  const found = await Promise.all(
    items.map(async (item) => [await store.get(pkOf(idOf(item))), item] as const),
  );
  return found.flatMap(([record, item]) => (record === undefined ? [] : [[record, item] as const]));
}

const same = (id: number): number => id;

export async function relatedTo(state: UsercomState, user: User): Promise<Related> {
  const values = Object.entries(user.attributes);
  const [companies, attributes, lists, tags] = await Promise.all([
    joined(state.companies, user.companies, ({ company }) => company),
    joined(state.attributes, values, ([id]) => Number(id)),
    joined(state.lists, user.lists, same),
    joined(state.tags, user.tags, same),
  ]);
  return {
    companies,
    attributes: attributes.map(([attribute, [, value]]) => [attribute, value]),
    lists: lists.map(([list]) => list),
    tags: tags.map(([tag]) => tag),
  };
}
