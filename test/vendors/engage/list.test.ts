import { describe, expect, test } from 'vitest';
import { type Send, sender, start, type Wire } from './support.ts';

const fill = async (
  send: Send,
  count: number,
  about: (index: number) => object = () => ({}),
): Promise<void> => {
  for (let index = 1; index <= count; index++)
    await send('POST', '/v1/users', { id: `u${index}`, ...about(index) });
};

const uids = (page: Wire): string[] => page.data.map(({ uid }: Wire) => uid);

describe('listing users', () => {
  test('returns the ten oldest users, and up to thirty with a limit', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    await fill(send, 31);
    expect(uids((await send('GET', '/v1/users')).body)).toHaveLength(10);
    expect(uids((await send('GET', '/v1/users?limit=30')).body)).toHaveLength(30);
    expect(uids((await send('GET', '/v1/users?limit=2')).body)).toEqual(['u1', 'u2']);
  });

  test('pages forward and back with cursors, which are absent at either end', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    await fill(send, 5);
    const page = async (query: string): Promise<Wire> =>
      (await send('GET', `/v1/users?limit=2${query}`)).body;
    const first = await page('');
    expect(first).toEqual({ data: first.data, next_cursor: first.data[1].id });

    const second = await page(`&next_cursor=${first.next_cursor}`);
    expect(uids(second)).toEqual(['u3', 'u4']);
    expect(second).toMatchObject({ next_cursor: second.data[1].id, previous_cursor: second.data[0].id });

    const third = await page(`&next_cursor=${second.next_cursor}`);
    expect(third).toEqual({ data: third.data, previous_cursor: third.data[0].id });
    expect(uids(third)).toEqual(['u5']);

    expect(await page(`&previous_cursor=${third.previous_cursor}`)).toEqual(second);
    expect(await page(`&previous_cursor=${second.previous_cursor}`)).toEqual(first);
    expect(await page(`&previous_cursor=${first.data[0].id}`)).toEqual({ data: [] });
    expect(await page(`&next_cursor=${third.data[0].id}`)).toEqual({ data: [] });
  });

  test('continues after a user who was deleted meanwhile', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    await fill(send, 5);
    const seen: string[] = [];
    let page = (await send('GET', '/v1/users?limit=2')).body;
    for (;;) {
      seen.push(...uids(page));
      for (const uid of uids(page)) await send('DELETE', `/v1/users/${uid}`);
      if (page.next_cursor === undefined) break;
      page = (await send('GET', `/v1/users?limit=2&next_cursor=${page.next_cursor}`)).body;
    }
    expect(seen).toEqual(['u1', 'u2', 'u3', 'u4', 'u5']);
  });

  test('finds every user with exactly this e-mail, or none', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    await fill(send, 3, (index) => ({ email: index === 2 ? 'c+d@e.co' : 'a@b.co' }));
    expect(uids((await send('GET', '/v1/users?email=a%40b.co')).body)).toEqual(['u1', 'u3']);
    expect(uids((await send('GET', `/v1/users?email=${encodeURIComponent('c+d@e.co')}`)).body)).toEqual([
      'u2',
    ]);
    expect((await send('GET', '/v1/users?email=x@y.z')).body).toEqual({ data: [] });
  });

  test('finds the subscribers of one list or of several, page by page', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const [one, two] = [
      await send('POST', '/v1/lists', { title: '1' }),
      await send('POST', '/v1/lists', { title: '2' }),
    ];
    const lists = [one.body.id, two.body.id];
    await fill(send, 7, (index) => ({ lists: lists.filter((_, list) => index % (list + 2) === 0) }));
    await send('PUT', `/v1/lists/${lists[0]}/subscribers/u4`, { subscribed: false });
    expect(uids((await send('GET', `/v1/users?lists[]=${lists[0]}`)).body)).toEqual(['u2', 'u6']);

    const both = `/v1/users?limit=2&lists%5B%5D=${lists[0]}&lists[]=${lists[1]}`;
    const first = (await send('GET', both)).body;
    expect(uids(first)).toEqual(['u2', 'u3']);
    const second = (await send('GET', `${both}&next_cursor=${first.next_cursor}`)).body;
    expect(uids(second)).toEqual(['u6']);
    expect(second).not.toHaveProperty('next_cursor');
    expect((await send('GET', `${both}&previous_cursor=${second.previous_cursor}`)).body).toEqual(first);
  });

  test('filters by e-mail and list together', async () => {
    await using emulator = await start();
    const send = sender(emulator);
    const { id } = (await send('POST', '/v1/lists', { title: '1' })).body;
    await fill(send, 3, (index) => ({
      email: index === 3 ? 'x@y.z' : 'a@b.co',
      lists: index === 1 ? [] : [id],
    }));
    expect(uids((await send('GET', `/v1/users?email=a@b.co&lists[]=${id}`)).body)).toEqual(['u2']);
  });

  test.each([
    ['limit=31', /^limit should not be more than 30/],
    ['limit=0', /^limit should not be less than 1/],
    ['limit=-1', /^limit /],
    ['limit=1e9', /^limit /],
    ['limit=0x10', /^limit should be an integer/],
    ['limit=2.5', /^limit should be an integer/],
    ['limit=NaN', /^limit should be an integer/],
    ['limit=', /^limit should be an integer/],
    ['limit=1&limit=2', /^limit /],
    ['next_cursor=u1', /^next_cursor is not a valid cursor/],
    ['next_cursor=', /^next_cursor /],
    ['previous_cursor=5FC6477241FCEC31A9548E98', /^previous_cursor is not a valid cursor/],
    ['next_cursor=5fc6477241fcec31a9548e98&previous_cursor=5fc6477241fcec31a9548e98', /^Only one of/],
  ])('refuses ?%s with a 400', async (query, error) => {
    await using emulator = await start();
    const reply = await sender(emulator)('GET', `/v1/users?${query}`);
    expect(reply).toMatchObject({ status: 400, body: { error: expect.stringMatching(error) } });
  });
});
