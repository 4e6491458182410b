/** Applies the fields of a request to a user record. */
import type { EngageState, User, Values } from './collections.ts';
import type { components } from './contract.v1.gen.ts';
import { instantOf } from './time.ts';

type Schemas = components['schemas'];

/** The users documentation shows the last five devices. */
export const MOST_DEVICES = 5;

/** Shared by all records, which are never changed in place. */
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

/** The phone number as text, also if a client sends a JSON number. */
export const numberOf = ({ number }: Schemas['Profile']): string | null | undefined =>
  typeof number === 'number' ? String(number) : number;

/** Fields that are not sent stay. `meta` is merged key by key: the documentation says "add or update". */
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

/** Adds a device. A known token becomes the newest. */
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

/** Stores the names of attributes for `GET /data/attributes`. */
export async function noteAttributes(state: EngageState, meta: Values = {}): Promise<void> {
  for (const name of Object.keys(meta)) {
    if ((await state.attributes.get(name)) === undefined) await state.attributes.insert({ name });
  }
}
