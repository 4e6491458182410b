/** Snapshots over HTTP: what GET gives, PUT takes; a wrong one changes nothing. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { admin, shopAt, startShop } from '../support/shop.ts';

const SNAPSHOT = '/worlds/default/snapshot';

test('a snapshot of 1,500 users can be put back as it was read', async () => {
  await using emulator = await createEmulator({ vendors: ['sequence'], port: 0, strict: true });
  const user = (index: number): object => ({ externalId: `u${index}`, email: `u${index}@example.com` });
  for (let index = 0; index < 1_500; index += 100)
    await fetch(`${emulator.url('sequence')}/batch`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa('token:')}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        batch: Array.from({ length: 100 }, (_, more) => ({ type: 'identify', ...user(index + more) })),
      }),
    });
  const { body } = await admin(emulator, 'GET', SNAPSHOT);
  const before = JSON.stringify(body);
  await emulator.reset();
  expect(await admin(emulator, 'PUT', SNAPSHOT, body)).toEqual({ status: 204, body: undefined });
  expect(JSON.stringify((await admin(emulator, 'GET', SNAPSHOT)).body)).toBe(before);
});

test('every built-in scenario can be read as a snapshot and put back', async () => {
  await using emulator = await createEmulator({ port: 0, strict: true });
  for (const { name } of emulator.scenarios()) {
    const { id } = await emulator.createWorld({ scenario: name });
    const { body } = await admin(emulator, 'GET', `/worlds/${id}/snapshot`);
    expect
      .soft(await admin(emulator, 'PUT', `/worlds/${id}/snapshot`, body), name)
      .toMatchObject({ status: 204 });
    expect.soft((await admin(emulator, 'GET', `/worlds/${id}/snapshot`)).body, name).toEqual(body);
    emulator.deleteWorld(id);
  }
}, 60_000);

test('a snapshot with a large number that JSON keeps can be put back', async () => {
  await using emulator = await startShop();
  const reply = await fetch(`${emulator.url()}/__admin${SNAPSHOT}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: '{"petshop/default":{"sequence":1,"collections":{"pets":[{"id":"1","name":"Rex","age":100000000000000000}]}}}',
  });
  expect(reply.status).toBe(204);
  expect(await (await fetch(`${emulator.url()}/__admin${SNAPSHOT}`)).text()).toContain(
    '"age":100000000000000000',
  );
});

describe('a wrong snapshot is refused with its place, and changes nothing:', () => {
  test.each([
    ['engage/default', { users: [{ id: 'x' }] }, '/engage~1default/collections/users/0/uid is missing'],
    ['engage/default', { users: [{ id: 7 }] }, '/engage~1default/collections/users/0/id is number'],
    ['engage/default', { cats: [] }, '/engage~1default/collections/cats is not a collection'],
    ['engage/default', { attributes: [{ name: 'a' }, { name: 'a' }] }, '/attributes/1/name repeats'],
    [
      'engage/default',
      { attributes: [5] },
      'engage/default.collections.attributes.0 is 5; it must be an object',
    ],
    ['engage', { attributes: [] }, '/engage is not a scope'],
    ['nobody/default', {}, 'no vendor nobody'],
    ['usercom/default', { tags: [{ pk: '1', id: '1', name: 'a' }] }, '/tags/0/id is string'],
    ['intercom/default', { tags: [{ id: '1', name: 'a', lower_name: null }] }, '/tags/0/lower_name is null'],
    ['sequence/default', { users: [{ id: '1' }] }, '/users/0/externalId is missing'],
  ])('%s with %j', async (scope, collections, place) => {
    await using emulator = await createEmulator({ port: 0, strict: true });
    const made = await fetch(`${emulator.url('engage')}/v1/users`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa('k:s')}`, 'content-type': 'application/json' },
      body: '{"id":"kept"}',
    });
    expect(made.status).toBe(200);
    const before = await emulator.snapshot();
    const reply = await admin(emulator, 'PUT', SNAPSHOT, { [scope]: { sequence: 1, collections } });
    expect(reply.status).toBe(400);
    expect((reply.body as { detail: string }).detail).toContain(place);
    expect(await emulator.snapshot()).toEqual(before);
    expect(await admin(emulator, 'POST', '/undo')).toMatchObject({ status: 409 });
  });
});

describe('the body of a call of the control plane', () => {
  const put = (url: string, path: string, bytes: Buffer, method = 'PUT') =>
    fetch(`${url}/__admin${path}`, {
      method,
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: new Uint8Array(gzipSync(bytes)),
    });
  const spaces = (bytes: number): Buffer => Buffer.alloc(bytes, 0x20);

  test('is refused when it is larger than 1 MiB unpacked', async () => {
    await using emulator = await startShop();
    const reply = await put(emulator.url(), '/verify', spaces(1024 * 1024 + 1), 'POST');
    expect([reply.status, reply.headers.get('x-vendouble-error')]).toEqual([413, 'TOO_LARGE']);
  });

  test('may be 64 MiB for a snapshot, and several at once are put back one after another', async () => {
    await using emulator = await startShop();
    await shopAt(emulator.url('petshop')).create('Rex');
    const dump = Buffer.from(JSON.stringify(await emulator.snapshot()));
    const padded = Buffer.concat([dump, spaces(8 * 1024 * 1024)]);
    const replies = await Promise.all(Array.from({ length: 4 }, () => put(emulator.url(), SNAPSHOT, padded)));
    expect(replies.map(({ status }) => status)).toEqual([204, 204, 204, 204]);
    expect((await put(emulator.url(), SNAPSHOT, spaces(64 * 1024 * 1024 + 1))).status).toBe(413);
    expect(await shopAt(emulator.url('petshop')).names()).toEqual(['Rex']);
  });
});
