/** What a request says of a user, applied to the record. */
import type { EngageState, User, Values } from './collections.ts';
import type { components } from './contract.v1.gen.ts';
import { instantOf } from './time.ts';

type Schemas = components['schemas'];

/** The users documentation shows the last five. */
export const MOST_DEVICES = 5;

/** One for all records, which are never changed in place. */
const NONE: readonly never[] = [];

export const newUser = (id: string, uid: string, now: Date): User => ({
  id,
  uid,
  uid_updateable: false,
  first_name: null,
  last_name: null,
  number: null,
  email: null,
  devices: NONE,
  is_account: false,
  accounts: NONE,
  account_uids: NONE,
  shows_accounts: false,
  archived: false,
  subscriptions: NONE,
  subscribed_to: NONE,
  meta: {},
  created_at: now.toISOString(),
  last_event_at: null,
});

/** Numbers are text on the wire, also when a client sends a JSON number. */
export const numberOf = ({ number }: Schemas['Profile']): string | null | undefined =>
  typeof number === 'number' ? String(number) : number;

/** Fields that are not sent stay; `meta` is merged key by key, as the documentation says "add or update". */
export function withProfile(user: User, profile: Schemas['Profile']): User {
  const { first_name, last_name, email, created_at, meta } = profile;
  const number = numberOf(profile);
  return {
    ...user,
    first_name: first_name === undefined ? user.first_name : first_name,
    last_name: last_name === undefined ? user.last_name : last_name,
    number: number === undefined ? user.number : number,
    email: email === undefined ? user.email : email,
    meta: meta === undefined ? user.meta : { ...user.meta, ...meta },
    created_at: created_at === undefined ? user.created_at : instantOf(created_at, 'created_at'),
  };
}

/** A token that is known already becomes the newest. */
export function withDevice(
  user: User,
  { device_token: token, device_platform: platform }: Schemas['Device'],
): User {
  if (token === undefined || platform === undefined) return user;
  const others = user.devices.filter((device) => device.token !== token);
  return { ...user, devices: [...others, { token, platform }].slice(-MOST_DEVICES) };
}

export const asAccount = (user: User, is_account: boolean): User => ({
  ...user,
  is_account,
  shows_accounts: true,
});

/** Keeps the names of attributes, which `GET /data/attributes` lists. */
export async function noteAttributes(state: EngageState, meta: Values = {}): Promise<void> {
  for (const name of Object.keys(meta)) {
    if ((await state.attributes.get(name)) === undefined) await state.attributes.insert({ name });
  }
}
