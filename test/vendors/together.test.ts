/** Concurrent changes of one user: none is lost. */
import { describe, expect, test } from 'vitest';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { type Send, senderTo, type Wire } from '../support/client.ts';
import { admin } from '../support/shop.ts';
import { introductionOf } from '../support/vendors.ts';

const COUNT = 50;
const numbers = Array.from({ length: COUNT }, (_, at) => at);
const all = Object.fromEntries(numbers.map((at) => [`k${at}`, at]));

interface Case {
  readonly vendor: string;
  create(send: Send): Promise<Wire>;
  change(send: Send, user: Wire, at: number): Promise<Wire>;
  read(send: Send, user: Wire): Promise<Wire>;
  fields(user: Wire): Wire;
  /** The field by which the emulator keeps users. */
  readonly key: string;
}

const cases: readonly Case[] = [
  {
    vendor: 'engage',
    create: (send) => send('POST', '/v1/users', { id: 'u1' }),
    change: (send, _user, at) => send('PUT', '/v1/users/u1', { meta: { [`k${at}`]: at } }),
    read: (send) => send('GET', '/v1/users/u1'),
    fields: ({ meta }) => meta,
    key: 'id',
  },
  {
    vendor: 'intercom',
    create: (send) => send('POST', '/users', { user_id: 'u1' }),
    change: (send, _user, at) =>
      send('POST', '/users', { user_id: 'u1', custom_attributes: { [`k${at}`]: at } }),
    read: (send) => send('GET', '/users?user_id=u1'),
    fields: ({ custom_attributes }) => custom_attributes,
    key: 'id',
  },
  {
    vendor: 'usercom',
    create: (send) => send('POST', '/api/public/users/', { custom_id: 'u1' }),
    change: (send, { id }, at) =>
      send('POST', `/api/public/users/${id}/set_attribute/`, { attribute: `k${at}`, value: at }),
    read: (send, { id }) => send('GET', `/api/public/users/${id}/`),
    fields: ({ attributes }) =>
      Object.fromEntries(attributes.map(({ name_std, value }: Wire) => [name_std, value])),
    key: 'pk',
  },
];

describe.each(cases)('$vendor', ({ vendor, create, change, read, fields, key }) => {
  test('fifty concurrent updates of one user lose no field and are applied one after the other', async () => {
    await using emulator = await createEmulator({ vendors: [vendor], port: 0, strict: true });
    const send = senderTo(emulator.url(vendor), introductionOf(vendor).headers);
    const user = (await create(send)).body;
    const replies = await Promise.all(numbers.map((at) => change(send, user, at)));
    expect(replies.every(({ status }: Wire) => status < 300)).toBe(true);
    expect(fields((await read(send, user)).body)).toEqual(all);
    const path = `/records/${vendor}/users`;
    const { records } = (await admin(emulator, 'GET', path)).body as Wire;
    const { revisions } = (await admin(emulator, 'GET', `${path}/${records[0][key]}/history`)).body as Wire;
    expect(records).toHaveLength(1);
    expect(revisions).toHaveLength(COUNT + 1);
    expect(revisions.at(-1).record).toEqual(records[0]);
  });
});
