/** The calls of uptimerobot/usercom-sdk, which is on no registry, as it was seen to send them: axios, without a version. */
import { expect, test } from 'vitest';
import { apiOf, start, TOKEN, type Wire } from './support.ts';

const headers = {
  authorization: `Token ${TOKEN}`,
  accept: 'application/json, text/plain, */*',
  'content-type': 'application/json',
  'user-agent': 'axios/1.13.5',
};

test('the Node client creates, finds, updates, lists and deletes users', async () => {
  await using emulator = await start({ options: { usercom: { responseShape: 'observed' } } });
  const call = async (method: string, path: string, body?: object): Promise<[number, Wire]> => {
    const reply = await fetch(path.startsWith('http') ? path : apiOf(emulator) + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await reply.text();
    return [reply.status, text === '' ? '' : JSON.parse(text)];
  };

  const [status, user] = await call('POST', '/users/', {
    email: 'a+b@x.co',
    first_name: 'Ada',
    user_id: 'u1',
  });
  expect([status, user.user_id, user.name]).toEqual([201, 'u1', 'Ada']);
  expect(await call('POST', '/users/update_or_create/', { user_id: 'u1', first_name: 'Eve' })).toEqual([
    200,
    { created: false, id: user.id },
  ]);
  expect(
    await call('POST', '/users-by-id/u1/set_multiple_attributes/', { plan: 'gold', is_pro: true }),
  ).toEqual([200, '']);
  const mass = { ids: [user.id, 2_000], attribute: 'plan', value: 'silver' };
  expect((await call('PUT', '/users/mass_update_custom_attributes/', mass))[0]).toBe(200);

  const [, [found]] = await call('GET', '/users/search/?email=a%2Bb%40x.co&many=true');
  expect(found).toMatchObject({
    id: user.id,
    name: 'Eve',
    attributes: [{ value: 'silver' }, { value: true }],
  });
  for (const path of ['/users/', '/users/?with_email=true', '/users/search/?is_pro__startswith=True']) {
    const [, page] = await call('GET', path);
    expect([page.count, page.next, page.results]).toEqual([1, null, [found]]);
  }

  const event = { name: 'login', timestamp: 1_700_000_000, data: { ip: '::1' } };
  expect((await call('POST', '/users-by-id/u1/events/', event))[1].created).toBe(true);
  await call('POST', '/users-by-id/u1/add_tag/', { name: 'vip' });
  const [, tags] = await call('GET', '/tags/');
  expect((await call('GET', `/tags/${tags.results[0].id}/users/`))[1].count).toBe(1);
  expect((await call('GET', '/segments/5/users/'))[0]).toBe(404);
  expect(await call('DELETE', '/users-by-id/u1/')).toEqual([204, '']);
  expect((await call('GET', '/users/'))[1].count).toBe(0);
});
