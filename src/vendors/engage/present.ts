/** Turns records into wire objects, with their keys in the documented order. */
import type { HandlerContext } from '../../core/vendor.ts';
import type { EngageState, List, User } from './collections.ts';
import type { components } from './contract.v1.gen.ts';
import { settingsOf } from './options.ts';

type UserObject = components['schemas']['User'];
type ListObject = components['schemas']['List'];
type Call = Pick<HandlerContext<EngageState>, 'state' | 'options'>;

/** In the documentation, users' times have an offset and lists' times do not. */
const offset = (iso: string): string => iso.replace('Z', '+00:00');

const NO_STATS = {
  delivered: 0,
  failed: 0,
  opened: 0,
  clicked: 0,
  unique_opens: 0,
  unique_clicks: 0,
} as const;

export async function presentUser(user: User, { state, options }: Call): Promise<UserObject> {
  const current = settingsOf(options).userObject === 'current';
  const members = current && user.is_account ? await membersOf(user, state) : null;
  return {
    id: user.id,
    uid: user.uid,
    ...(user.uid_updateable ? { uid_updateable: true } : {}),
    first_name: user.first_name,
    last_name: user.last_name,
    number: user.number,
    email: user.email,
    devices: user.devices.map(({ token, platform }) => ({ token, platform })),
    ...(current || user.shows_accounts
      ? { accounts: user.accounts.map(({ id, role }) => ({ id, role })), is_account: user.is_account }
      : {}),
    ...(current ? { member_count: members } : {}),
    ...(current || user.archived ? { archived: user.archived } : {}),
    lists: user.subscriptions.map(({ list, status }) => ({ id: list, subscribed: status === 'subscribed' })),
    segments: [],
    meta: user.meta,
    created_at: offset(user.created_at),
    ...(current
      ? { last_interaction: user.last_event_at && offset(user.last_event_at), stats: NO_STATS }
      : {}),
  };
}

/** The reply of an account call, which always shows the accounts. */
export const presentAccounts = async (
  user: User,
  call: Call,
): Promise<components['responses']['UserOfAccounts']['content']['application/json']> => ({
  ...(await presentUser(user, call)),
  accounts: user.accounts.map(({ id, role }) => ({ id, role })),
  is_account: user.is_account,
});

const membersOf = (user: User, state: EngageState): Promise<number> =>
  state.users.count({ field: 'account_uids', value: user.uid });

export const presentUsers = (users: readonly User[], call: Call): Promise<UserObject[]> =>
  Promise.all(users.map((user) => presentUser(user, call)));

export const presentList = async (list: List, { state }: Call): Promise<ListObject> => ({
  id: list.id,
  title: list.title,
  description: list.description,
  subscriber_count: await state.users.count({ field: 'subscribed_to', value: list.id }),
  broadcast_count: 0,
  double_optin: list.double_optin,
  redirect_url: list.redirect_url,
  created_at: list.created_at,
});
