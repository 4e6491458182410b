import Engage from '@engage_so/js';
import { test as base, expect } from 'vendouble/vitest';
import { signUp } from './signup.ts';

// The client has https://api.engage.so in its code: calls of this process to it reach the emulator.
const test = base.extend({ emulatorOptions: { vendors: ['engage'], intercept: true } });

const ada = { id: 'u1', email: 'ada@example.com', plan: 'pro' };

test.beforeEach(({ world }) => Engage.init({ ...world.credentials.engage }));

test('a new customer is known at Engage, with the plan and the event', async ({ world }) => {
  await signUp(ada);
  expect(world).toHaveReceived('updateUser', {
    where: { body: { email: 'ada@example.com', meta: { plan: 'pro' } } },
  });
  expect(world).toHaveReceived('addUserEvent', { where: { body: { event: 'signed up' } }, times: 1 });
  expect(world).toConformToContract();
});

test('a customer whom Engage refuses hears why, and no event is sent', async ({ world }) => {
  await expect(signUp({ ...ada, phone: '+44 20 7946 0000' })).rejects.toThrow(/^Engage: .*number/);
  expect(world).not.toHaveReceived('addUserEvent');
});

test('an answer that is lost is asked for again, and the customer exists once', async ({ world }) => {
  world.fault({ vendor: 'engage', operation: 'updateUser', abort: 'after', times: 1 });
  await signUp(ada);
  expect(world).toHaveReceived('updateUser', { times: 2 });
  expect((await world.records('engage', 'users')).total).toBe(1);
});

test('a call over the limit of Engage is not repeated at once', async ({ world }) => {
  world.fault({ vendor: 'engage', operation: 'updateUser', status: 429 });
  await expect(signUp(ada)).rejects.toThrow(/^Engage: /);
  expect(world).toHaveReceived('updateUser', { times: 1, where: { status: 429 } });
});
