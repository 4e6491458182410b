/** Subscribers of lists: added by e-mail or number, or by the application's id. */
import type { Handlers } from '../../core/handler.ts';
import { fail, type HandlerContext } from '../../core/vendor.ts';
import { hasSecret } from './auth.ts';
import type { EngageState, List, User } from './collections.ts';
import type { components, operations } from './contract.v1.gen.ts';
import { listOf } from './find-list.ts';
import { findUser, userOf } from './find-user.ts';
import { presentUser } from './present.ts';
import { newUser, noteAttributes, numberOf, withProfile } from './profile.ts';
import { isOn, subscribed, subscribedTo, withoutLists, withSubscription } from './subscriptions.ts';

type Person = components['schemas']['Subscriber'];

/** "If user already exists (either by email or number), the user will be added to the List as well." */
async function known(
  state: EngageState,
  { email }: Person,
  number: string | undefined,
): Promise<User | undefined> {
  const [byEmail] = email ? await state.users.findBy('email', email) : [];
  const [byNumber] = byEmail === undefined && number ? await state.users.findBy('number', number) : [];
  return byEmail ?? byNumber;
}

/** Creates a user without an id of the application, under a provisional `uid`. */
async function unnamed(
  { state, ids, now }: Pick<HandlerContext<EngageState>, 'state' | 'ids' | 'now'>,
  provisional: string,
): Promise<User> {
  const id = ids.objectId(now);
  const taken = (await findUser(state, provisional)) !== undefined;
  return state.users.insert({ ...newUser(id, taken ? id : provisional, now), uid_updateable: true });
}

/** Subscribes a user, pending if the list has double opt-in. An existing subscription stays. */
const welcomed = (user: User, list: List): User =>
  user.subscribed_to.includes(list.id)
    ? user
    : subscribed(user, list, list.double_optin ? 'pending' : 'subscribed');

async function onList(
  state: EngageState,
  { id, uid }: { readonly id: string; readonly uid: string },
): Promise<User> {
  await listOf(state, id);
  const user = await userOf(state, uid);
  if (!isOn(user, id)) throw fail('not_on_list');
  return user;
}

export const subscribers = {
  async subscribeToList(call) {
    const { path, body, state, caller } = call;
    const list = await listOf(state, path.id);
    const number = numberOf(body) ?? undefined;
    const provisional = body.email ?? number;
    if (provisional === undefined) throw fail('contact_missing');
    if (body.email !== undefined && !hasSecret(caller)) throw fail('email_needs_secret');
    const user = (await known(state, body, number)) ?? (await unnamed(call, provisional));
    await noteAttributes(state, body.meta);
    const { uid } = await state.users.update(welcomed(withProfile(user, body), list));
    return { status: 200, body: { uid } };
  },

  async updateSubscriber({ path, body, state }) {
    const list = await listOf(state, path.id);
    const user = body.subscribed
      ? subscribed(await userOf(state, path.uid), list, 'subscribed')
      : withSubscription(await onList(state, path), list.id, 'unsubscribed');
    await state.users.update(user);
    return { status: 200, body: { subscribed: body.subscribed } };
  },

  async removeSubscriber({ path, state }) {
    await state.users.update(withoutLists(await onList(state, path), [path.id]));
    return { status: 200, body: { status: 'ok' } };
  },

  async addUserToLists(call) {
    const { path, body, state } = call;
    const user = await subscribedTo(state, await userOf(state, path.uid), body.lists);
    return { status: 200, body: await presentUser(await state.users.update(user), call) };
  },

  async removeUserFromLists(call) {
    const { path, body, state } = call;
    const user = withoutLists(await userOf(state, path.uid), body.lists);
    return { status: 200, body: await presentUser(await state.users.update(user), call) };
  },
} satisfies Handlers<operations, EngageState>;
