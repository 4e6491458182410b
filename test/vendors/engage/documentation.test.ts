/** The examples of Engage's Users documentation, replayed byte for byte. */
import { describe, expect, test } from 'vitest';
import { sender, start } from './support.ts';

const create = `{
  "id": "u144",
  "first_name": "Akinyele",
  "last_name": "Jinadu",
  "email": "a.jinadu@somecorp.email",
  "meta": {
    "plan": "pro",
    "age": 34
  },
  "created_at": "2021-01-12T05:24:39.062+00:00"
}`;

const update = `{
  "meta": {
    "plan": "custom",
    "coverage": 20 
  },
  "created_at": "2021-01-12T05:24:39.062+00:00"
}`;

const userObject = (id: string, uid: string, meta: string): string =>
  `{"id":"${id}",${uid},"first_name":"Akinyele","last_name":"Jinadu","number":null,"email":"a.jinadu@somecorp.email","devices":[],"lists":[],"segments":[],"meta":${meta},"created_at":"2021-01-12T05:24:39.062+00:00"}`;

describe.each(['/v1', ''])('documentation examples under the root %s/', (root) => {
  test('the documented user is created, retrieved and updated with the documented object', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const created = await send('POST', `${root}/users`, create);
    expect(created.status).toBe(200);
    const { id } = created.body;
    expect(id).toMatch(/^[0-9a-f]{24}$/);
    expect(created.text).toBe(userObject(id, '"uid":"u144"', '{"plan":"pro","age":34}'));
    expect(created.headers.get('content-type')).toContain('application/json');

    const retrieved = await send('GET', `${root}/users/u144`);
    expect(retrieved).toMatchObject({ status: 200, text: created.text });

    const updated = await send('PUT', `${root}/users/u144`, update);
    expect(updated.text).toBe(userObject(id, '"uid":"u144"', '{"plan":"custom","age":34,"coverage":20}'));
  });

  test('a user without an id of the application has the documented object, with uid_updateable after uid', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const list = await send('POST', `${root}/lists`, { title: 'Waitlist' });
    const subscriber = create.replace('"id": "u144",', '');
    await send('POST', `${root}/lists/${list.body.id}/subscribers`, subscriber);
    await send('DELETE', `${root}/lists/${list.body.id}/subscribers/a.jinadu@somecorp.email`);
    const { body, text } = await send('GET', `${root}/users/a.jinadu@somecorp.email`);
    const uid = '"uid":"a.jinadu@somecorp.email","uid_updateable":true';
    expect(text).toBe(userObject(body.id, uid, '{"plan":"pro","age":34}'));
  });

  test('the documented events get the documented status', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const properties = `{
      "event": "Add to cart",
      "timestamp": "2020-05-30T09:30:10Z",
      "properties": { "product": "T123", "currency": "USD", "amount": 12.99 }
    }`;
    for (const body of [properties, '{ "event": "Paid", "value": 49.99 }']) {
      const reply = await send('POST', `${root}/users/u144/events`, body);
      expect(reply).toMatchObject({ status: 200, text: '{"status":"ok"}' });
    }
  });

  test('the documented page has the id of its last user as next_cursor', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const first = await send('POST', `${root}/users`, create);
    await send('POST', `${root}/users`, { id: 'u145' });
    const { text } = await send('GET', `${root}/users?limit=1`);
    expect(text).toBe(`{"data":[${first.text}],"next_cursor":"${first.body.id}"}`);
  });

  test('deleting a user gets the documented status, and the user is gone', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    await send('POST', `${root}/users`, create);
    expect(await send('DELETE', `${root}/users/u144`)).toMatchObject({
      status: 200,
      text: '{"status":"ok"}',
    });
    expect((await send('GET', `${root}/users/u144`)).status).toBe(404);
  });
});
