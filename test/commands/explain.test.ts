/** Why a call was refused, told on the command line. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { vendouble } from '../support/command.ts';

const TOKEN = '0123456789abcdef';

const start = (host?: string): Promise<Emulator> =>
  createEmulator({
    vendors: ['engage'],
    port: 0,
    ...(host === undefined ? {} : { host, adminToken: TOKEN }),
  });

const headers = { authorization: `Basic ${btoa('key:s3cr3t')}`, 'content-type': 'application/json' };

const create = (base: string, body: string): Promise<Response> =>
  fetch(`${base}/users`, { method: 'POST', headers, body });

const explain = async (args: readonly string[]) => vendouble(['explain', ...args]).ended;

describe('vendouble explain', () => {
  test('prints the cause first, then the details of the call', async () => {
    await using emulator = await start();
    await create(emulator.url('engage'), '{"id":"u1","device_token":"t","device_platform":"andriod"}');
    await create(emulator.url('engage'), '{"id":"u2"}');
    const { code, out, err } = await explain(['--url', emulator.url()]);
    expect([code, err]).toEqual([0, '']);
    expect(out.split('\n')).toEqual([
      'POST /engage/users (createUser) → 400: body.device_platform must be one of "android", "ios", and it is "andriod"; did you mean "android"?',
      '  likely cause  the request',
      expect.stringMatching(
        /^ {2}rule {10}specs\/engage\/v1\.yaml:\d+ {2}enum at \/components\/schemas\/Device/,
      ),
      '  value         "andriod"',
      '  suggestion    android instead of andriod',
      expect.stringMatching(/^ {2}evidence {6}assumed: The text is ours/),
      '  exchange      default-1',
      `  again         curl -i '${emulator.url('engage')}/users' -H 'authorization: Basic ***' -H 'content-type: application/json' --data-raw '{"id":"u1","device_token":"***","device_platform":"andriod"}'`,
      '',
    ]);
  });

  test('prints the nearest operations and the records that were read', async () => {
    await using emulator = await start();
    await fetch(`${emulator.url('engage')}/user/u1`, { method: 'DELETE', headers });
    await fetch(`${emulator.url('engage')}/users/u1`, { headers });
    const one = await explain(['default-1', '--url', emulator.url()]);
    expect(one.out).toContain(
      '  nearest       deleteUser, DELETE /users/{uid}: the segment "user" should be "users"\n',
    );
    const other = await explain(['last', '--url', emulator.url()]);
    expect(other.out).toMatch(
      / {2}likely cause {2}the state: .*\n(.*\n)* {2}state {9}read users\n {16}users with \w+ "u1": none\n/,
    );
  });

  test('finds the world by the name of the exchange or by --world', async () => {
    await using emulator = await start();
    const { id, urls } = await emulator.createWorld();
    await create(urls.engage ?? '', '{"id":"-"}');
    const named = await explain([`${id}-1`, '--url', emulator.url()]);
    expect(named.out).toContain('body.id must match the pattern');
    expect(await explain(['--world', id, '--url', emulator.url()])).toEqual(named);
  });

  test('sends the token, and says that one is needed without it', async () => {
    await using emulator = await start('0.0.0.0');
    const url = emulator.url().replace('0.0.0.0', '127.0.0.1');
    await create(`${url}/engage`, '{"id":"-"}');
    expect((await explain(['--url', url, '--token', TOKEN])).code).toBe(0);
    expect(await explain(['--url', url])).toMatchObject({ code: 2, err: expect.stringContaining('--token') });
  });

  test('prints no control characters of a terminal, whatever was sent', async () => {
    await using emulator = await start();
    await create(emulator.url('engage'), '{"id":"\\u001b[2J\u202e\u007f",\n"first_name":"Ann"}');
    const { code, out } = await explain(['--url', emulator.url()]);
    expect([code, out.split('\n').length]).toEqual([0, 8]);
    expect(out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  });

  test('exits 1 when there is nothing to explain', async () => {
    await using emulator = await start();
    expect(await explain(['--url', emulator.url()])).toEqual({
      code: 1,
      out: '',
      err: 'vendouble: no call has reached the world default yet\n',
    });
    expect((await explain(['w9-1', '--url', emulator.url()])).err).toContain('there is no world w9');
  });

  test('exits 2 and says what to do when no emulator answers', async () => {
    const other = createServer((_incoming, outgoing) => void outgoing.end('<html>')).listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const asked = await explain(['--url', `http://127.0.0.1:${port}`]);
    other.close();
    expect([
      asked,
      await explain(['--url', `http://127.0.0.1:${port}`]),
      await explain(['--url', 'here']),
    ]).toEqual([
      {
        code: 2,
        out: '',
        err: expect.stringMatching(/^vendouble: what answers at .* is no vendouble; .*--url.*\n$/),
      },
      {
        code: 2,
        out: '',
        err: expect.stringMatching(/^vendouble: no emulator answers at .*vendouble start.*\n$/),
      },
      { code: 2, out: '', err: expect.stringMatching(/^vendouble: here is no URL; .*\n$/) },
    ]);
  });
});

test('vendouble start --verbose logs a line for each refused call that says why', async () => {
  const run = vendouble(['start', 'engage', '--port', '0', '--ephemeral', '--verbose']);
  const url = `${await run.ready}/engage`;
  await create(url, '{"id":"u1"}');
  await create(url, '{"id":"u1\\r\\n\\u001b[31m","first_name":"\\u001b[2J\\nall is well"}');
  await fetch(`${url}/usres?token=c4nary`, { headers });
  run.process.kill('SIGTERM');
  expect((await run.ended).err.split('\n')).toEqual([
    expect.stringMatching(
      /^default-2 {2}POST \/engage\/users \(createUser\) → 400: body\.id must match .*\\r\\n\\u001b/,
    ),
    'default-3  GET /engage/usres → 404: no operation has this path: the segment "usres" should be "users" (listUsers, GET /users)',
    '',
  ]);
});

test('vendouble start logs no refused calls without a terminal', async () => {
  const run = vendouble(['start', 'engage', '--port', '0', '--ephemeral']);
  await create(`${await run.ready}/engage`, '{"id":"-"}');
  run.process.kill('SIGTERM');
  expect((await run.ended).err).toBe('');
});
