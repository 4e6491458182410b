/** Tests whose code calls the vendors at their real hosts, in the process of the test. */
import { test as base, expect } from 'vendouble/vitest';

const test = base.extend({ emulatorOptions: { intercept: true } });

test('code of a test reaches its world at the hard-coded host', async ({ world }) => {
  const reply = await fetch('https://api.engage.so/v1/users', { headers: world.headers('engage') });
  expect(reply.status).toBe(200);
  expect(world).toHaveReceived('listUsers', { times: 1 });
});

test('a call to another public host fails the test that makes it, also where it uses no fixture', async () => {
  await expect(fetch('https://api.example.org')).rejects.toMatchObject({
    cause: { code: 'ERR_VENDOUBLE_REFUSED' },
  });
});
