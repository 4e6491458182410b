/** Events of users, and the event definitions that their names create. */
import type { Json } from '../../core/store.ts';
import { bodyOf, type Call, type Fields, json } from './call.ts';
import { type EventKind, pkOf, type User } from './collections.ts';
import type { components } from './contract.v1.gen.ts';
import { invalidField, noSuchKey } from './failures.ts';
import { asText } from './fields.ts';
import type { Find } from './find-user.ts';
import { type Paging, paged } from './paging.ts';
import { eventOf } from './present.ts';
import { str } from './python.ts';
import { createdAt, fromUnix } from './time.ts';
import type { VersionDifferences } from './version-differences.ts';

type UserEvent = components['schemas']['UserEvent'];

/** The event definition with this name, and whether it is new. */
async function kindOf({ state, ids }: Call, name: string): Promise<readonly [EventKind, boolean]> {
  const [known] = await state.eventKinds.findBy('name', name);
  if (known !== undefined) return [known, false];
  const id = ids.sequence();
  return [await state.eventKinds.insert({ pk: pkOf(id), id, name }), true];
}

async function noted(call: Call, user: User, { name: given, timestamp, data }: UserEvent) {
  const name = asText(given) ?? '';
  const [kind, created] = await kindOf(call, name);
  const id = call.ids.sequence();
  await call.state.events.insert({
    pk: pkOf(id),
    id,
    user: user.id,
    kind: kind.id,
    name,
    timestamp: timestamp === undefined ? createdAt(call.now) : fromUnix(Number(timestamp)),
    data: (data ?? {}) as Readonly<Record<string, Json>>,
  });
  return json(201, { id: kind.id, created });
}

export const events = <W, C>({ eventUser }: VersionDifferences<W, C>) => ({
  createEvent: async (call: Call<{ body: (Fields & UserEvent) | undefined }>) => {
    const body = bodyOf(call, eventUser, 'name');
    const user = await call.state.users.get(pkOf(Number(body[eventUser])));
    if (user === undefined) throw invalidField(eventUser, noSuchKey(body[eventUser]));
    return noted(call, user, body);
  },
});

/** Operations on one user, for both ways to find it. */
export const userEvents = (find: Find) => ({
  list: async (call: Call<{ path: { user: string } } & Paging>) => {
    const { id } = await find(call);
    const within = { field: 'user', value: id } as const;
    return json(200, await paged(call, call.state.events, async (event) => eventOf(event, str), { within }));
  },

  create: async (call: Call<{ path: { user: string }; body: UserEvent | undefined }>) => {
    const user = await find(call);
    return noted(call, user, bodyOf(call, 'name'));
  },
});
