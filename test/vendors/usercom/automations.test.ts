/** Automations of User.com that a user declares: an API call with a body of their own when a user changes. */
import { expect, test } from 'vitest';
import { senderTo } from '../../support/client.ts';
import { receiver } from '../../support/receiver.ts';
import { starterOf } from '../../support/start.ts';

test('an automation calls its address with the user, or with a body that the automation describes', async () => {
  await using whole = await receiver();
  await using own = await receiver();
  await using emulator = await starterOf('usercom')({
    webhooks: {
      usercom: [
        { url: whole.url, topics: ['user.created'] },
        {
          url: own.url,
          topics: ['user.created', 'user.deleted'],
          headers: { 'x-app': 'shop' },
          body: { mail: '{{/email}}', text: 'hello {{/name}}', none: '{{/nothing}}' },
        },
      ],
    },
  });
  const send = senderTo(`${emulator.url('usercom')}/api/public`, {
    authorization: 'Token secret',
    accept: '*/*; version=2',
  });
  const made = await send('POST', '/users/', { email: 'ann@example.com', first_name: 'Ann' });
  expect(made.status).toBe(201);
  await emulator.deliveriesSettled();
  expect(whole.heard.map(({ body }) => body)).toEqual([made.body]);
  expect(own.heard.map(({ body, headers }) => [body, headers['x-app']])).toEqual([
    [{ mail: 'ann@example.com', text: 'hello Ann', none: null }, 'shop'],
  ]);
});
