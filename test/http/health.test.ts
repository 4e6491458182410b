/** Readiness: what a probe asks for, without a token. */
import { expect, test, vi } from 'vitest';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { vendouble } from '../support/command.ts';
import { startShop } from '../support/shop.ts';

test('health says without a token that it is ready, and keeps its counters for the token', async () => {
  await using emulator = await startShop({ host: '0.0.0.0', adminToken: 'a-token-for-this-test' });
  const url = `${emulator.url()}/__admin`;
  const probe = await fetch(`${url}/health`);
  expect([probe.status, await probe.json()]).toEqual([200, { status: 'ok' }]);
  expect((await fetch(`${url}/health`, { method: 'HEAD' })).status).toBe(200);
  const known = await fetch(`${url}/health`, { headers: { authorization: 'Bearer a-token-for-this-test' } });
  expect(await known.json()).toMatchObject({ status: 'ok', worlds: { used: 0 } });
  expect((await fetch(`${url}/worlds`)).status).toBe(401);
  expect((await fetch(`${url}/health`, { headers: { origin: 'http://other.example' } })).status).toBe(403);
});

test('health answers 503 until the contracts are compiled, with and without the token', async () => {
  const adminToken = 'a-token-for-this-test';
  await using emulator = await createEmulator({
    vendors: ['sequence', 'engage'],
    port: 0,
    host: '0.0.0.0',
    adminToken,
  });
  const url = `${emulator.url()}/__admin/health`;
  const headers = { authorization: `Bearer ${adminToken}` };
  const first = await fetch(url);
  expect([first.status, await first.json()]).toEqual([503, { status: 'starting' }]);
  expect(first.headers.get('retry-after')).toBe('1');
  const known = await fetch(url, { headers });
  expect([known.status, await known.json()]).toMatchObject([
    503,
    { status: 'starting', worlds: { used: 0 } },
  ]);
  await vi.waitFor(async () => expect((await fetch(url)).status).toBe(200), 20_000);
  expect(await (await fetch(url)).json()).toEqual({ status: 'ok' });
  expect(await (await fetch(url, { headers })).json()).toMatchObject({ status: 'ok' });
});

test('vendouble health exits with 0 for a ready emulator, by --url and by VENDOUBLE_PORT', async () => {
  await using emulator = await startShop();
  const env = { VENDOUBLE_PORT: new URL(emulator.url()).port };
  expect(await vendouble(['health', '--url', emulator.url()]).ended).toMatchObject({ code: 0, err: '' });
  expect(await vendouble(['health'], { env }).ended).toMatchObject({ code: 0, err: '' });
});

test('vendouble health exits with 1 where no emulator answers, and with 2 for what is no URL', async () => {
  const { code, err } = await vendouble(['health', '--url', 'http://127.0.0.1:1']).ended;
  expect([code, err]).toEqual([1, expect.stringContaining('no emulator answers at http://127.0.0.1:1')]);
  expect(await vendouble(['health', '--url', 'nowhere']).ended).toMatchObject({ code: 2 });
});

test.each([
  ['0.0.0.0', 'http://127.0.0.1'],
  ['::', 'http://[::1]'],
])('with --host %s the ready line shows an address that can be called', async (host, address) => {
  const run = vendouble(['engage', '--ephemeral', '--port', '0', '--host', host]);
  const base = await run.ready;
  expect(base.startsWith(`${address}:`)).toBe(true);
  expect((await fetch(`${base}/__admin/worlds`)).status).toBe(401);
  run.process.kill();
  await run.ended;
});
