/** Strict and spy mode, and what never leaves. */
import { expect, test } from 'vitest';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { petsDocument, proxyTo, rawVendor, replyWith } from './support.ts';

const PET = JSON.stringify({ id: '1', name: 'Rex', createdAt: '2026-01-01T00:00:00Z' });
const created = replyWith('HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nConnection: close', PET);

const create = (url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${url}/pets`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

test('strict mode does not forward a request that breaks the contract', async () => {
  await using vendor = await rawVendor(created);
  await using emulator = await proxyTo(vendor.url, { strict: true });
  const reply = await create(emulator.url('pets'), { name: 5 });
  expect(reply.status).toBe(422);
  expect(await reply.text()).toContain('body/name must be string');
  expect(vendor.requests).toEqual([]);
});

test('strict mode replaces a reply that breaks the contract, and passes a valid one', async () => {
  await using broken = await rawVendor(
    replyWith('HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nConnection: close', '{"id":1}'),
  );
  await using valid = await rawVendor(created);
  await using one = await proxyTo(broken.url, { strict: true });
  await using other = await proxyTo(valid.url, { strict: true });
  expect((await create(one.url('pets'), { name: 'Rex' })).status).toBe(502);
  expect(await (await create(other.url('pets'), { name: 'Rex' })).text()).toBe(PET);
});

test('spy mode answers what the emulator models, and forwards the rest', async () => {
  await using vendor = await rawVendor(replyWith('HTTP/1.1 200 OK\r\nConnection: close', 'from the vendor'));
  await using emulator = await proxyTo(vendor.url, { spy: 'assumed' });
  expect((await create(emulator.url('pets'), { name: 'Rex' })).status).toBe(201);
  expect(vendor.requests).toEqual([]);
  expect(await (await fetch(`${emulator.url('pets')}/unknown`)).text()).toBe('from the vendor');
});

test('a world answers by itself where it asks to, or where the configuration says so and the world does not', async () => {
  await using vendor = await rawVendor(replyWith('HTTP/1.1 200 OK\r\nConnection: close', 'from the vendor'));
  await using forwarding = await proxyTo(vendor.url);
  const alone = await forwarding.createWorld({ upstream: 'emulate' });
  expect((await create(alone.urls.pets ?? '', { name: 'Rex' })).status).toBe(201);
  await using emulating = await proxyTo(vendor.url, { mode: 'emulate' });
  expect((await create(emulating.url('pets'), { name: 'Rex' })).status).toBe(201);
  expect(vendor.requests).toEqual([]);
  const through = await emulating.createWorld({ upstream: 'forward' });
  expect(await (await create(through.urls.pets ?? '', { name: 'Rex' })).text()).toBe('from the vendor');
});

test('a world cannot ask for an upstream where no vendor has one', async () => {
  await using emulator = await createEmulator({ vendors: ['engage'] });
  await expect(emulator.createWorld({ upstream: 'forward' })).rejects.toThrow(
    'upstreams in the configuration',
  );
});

test('strict mode for replies alone forwards a request that breaks the contract', async () => {
  await using vendor = await rawVendor(created);
  await using emulator = await proxyTo(vendor.url, { strict: 'replies' });
  expect((await create(emulator.url('pets'), { name: 5 })).status).toBe(201);
  expect(vendor.requests).toHaveLength(1);
});

test('strict mode rejects a body that is too large to be validated', async () => {
  await using vendor = await rawVendor(created);
  await using emulator = await proxyTo(vendor.url, { strict: true });
  const reply = await create(emulator.url('pets'), { name: 'x'.repeat(1024 * 1024) });
  expect(reply.status).toBe(413);
  expect(await reply.text()).toContain('more than 1048576 bytes');
  expect(vendor.requests).toEqual([]);
});

test('headers of the emulator and credentials of its worlds never leave', async () => {
  await using vendor = await rawVendor(created);
  await using emulator = await proxyTo(vendor.url);
  const { id } = await emulator.createWorld();
  await create(emulator.url('pets'), { name: 'Rex' }, { 'x-vendouble-world': id, 'x-own': '1' });
  expect(vendor.requests[0]).toMatch(/x-own: 1/i);
  expect(vendor.requests[0]).not.toMatch(/x-vendouble/i);
});

test.each(['ftp://example.com', 'nonsense', 'https://user:pass@example.com', 'https://example.com/?q=1'])(
  'the address %s is refused at start',
  async (to) => {
    await expect(
      createEmulator({
        documents: { pets: { spec: petsDocument, prefix: '/' } },
        upstreams: { pets: { to } },
        port: 0,
      }),
    ).rejects.toThrow(/address|--to/);
  },
);
