/** What a container sets by its environment, where a configuration file would have to hold a secret. */
import { expect, test } from 'vitest';
import { vendouble } from '../support/command.ts';
import { sendRaw } from '../support/raw.ts';

test('VENDOUBLE_ADMIN_TOKEN and VENDOUBLE_ALLOWED_HOSTS set what the configuration file would, and the log has no token', async () => {
  const env = {
    VENDOUBLE_HOST: '0.0.0.0',
    VENDOUBLE_ADMIN_TOKEN: 'a-token-for-this-test',
    VENDOUBLE_ALLOWED_HOSTS: 'vendouble, pets.internal',
  };
  const run = vendouble(['start', '--ephemeral', '--port', '0', 'engage'], { env });
  const url = await run.ready;
  const call = async (host: string, token: string): Promise<number> => {
    const lines = [`Host: ${host}`, `Authorization: Bearer ${token}`, 'Connection: close', '', ''];
    return (await sendRaw(url, `GET /__admin/worlds HTTP/1.1\r\n${lines.join('\r\n')}`)).status;
  };
  expect(await call('pets.internal', env.VENDOUBLE_ADMIN_TOKEN)).toBe(200);
  expect(await call('vendouble', 'another-token-than-that')).toBe(401);
  expect(await call('other.example', env.VENDOUBLE_ADMIN_TOKEN)).toBe(421);
  run.process.kill('SIGTERM');
  expect((await run.ended).out).not.toContain(env.VENDOUBLE_ADMIN_TOKEN);
});

test('a token that is too short is an error that names the key', async () => {
  const run = vendouble(['start', '--ephemeral', '--port', '0', 'engage'], {
    env: { VENDOUBLE_ADMIN_TOKEN: 'short' },
  });
  expect(await run.ended).toMatchObject({ code: 2, err: expect.stringContaining('adminToken') });
});
