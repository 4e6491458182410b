/** Lists in pages of a hundred. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiOf, clientOf, created, start, type Wire } from './support.ts';

const emulator = await start();
afterAll(() => emulator.close());
const client = clientOf(emulator);
const ids: number[] = [];

beforeAll(async () => {
  for (let number = 0; number < 205; number++) {
    const user = await created(client, { first_name: number % 2 === 0 ? 'Even' : 'Odd', tags: ['all'] });
    ids.push(user.id);
  }
});

const idsOf = (page: Wire): number[] => page.results.map(({ id }: Wire) => id);

/** Every page behind an address. */
async function walk(path: string): Promise<Wire[]> {
  const pages: Wire[] = [];
  for (let next: string | null = path; next !== null; next = pages.at(-1).next) {
    const { status, body } = await client.get(next);
    expect(status).toBe(200);
    pages.push(body);
  }
  return pages;
}

test.each(['/users/', '/users/?page=1', '/tags/2/users/'])(
  '%s: `next` leads through all records',
  async (path) => {
    const tag = (await client.get('/tags/')).body.results[0].id;
    const pages = await walk(path.replace('/2/', `/${tag}/`));
    expect(pages.map((page) => page.results.length)).toEqual([100, 100, 5]);
    expect(pages.flatMap(idsOf)).toEqual(ids);
    expect(pages.map((page) => page.count)).toEqual([205, 205, 205]);
    expect(Object.keys(pages[0])).toEqual(['count', 'next', 'previous', 'results']);
    expect(pages[0].previous).toBeNull();
  },
);

test.each(['/users/', '/users/?page=1'])('%s: `previous` leads back to the first page', async (path) => {
  const pages = await walk(path);
  const second = (await client.get(pages[2].previous)).body;
  const first = (await client.get(second.previous)).body;
  expect(idsOf(second)).toEqual(idsOf(pages[1]));
  expect(idsOf(first)).toEqual(idsOf(pages[0]));
  expect(first.previous).toBeNull();
});

test('links to pages are absolute, with the address that the client used', async () => {
  const { body } = await client.get('/users/');
  expect(body.next).toBe(`${apiOf(emulator)}/users/?cursor=${ids[100]}`);
  const numbered = (await client.get('/users/?page=2')).body;
  expect([numbered.next, numbered.previous]).toEqual([
    `${apiOf(emulator)}/users/?page=3`,
    `${apiOf(emulator)}/users/?page=1`,
  ]);
});

test('links to pages keep the filter', async () => {
  const pages = await walk('/users/?first_name__startswith=Ev');
  expect(pages[0].next).toContain('first_name__startswith=Ev');
  expect(pages.map((page) => [page.count, page.results.length])).toEqual([
    [103, 100],
    [103, 3],
  ]);
});

test('a cursor still works when the records of its page are deleted', async () => {
  await using other = await start();
  const client = clientOf(other);
  for (let number = 0; number < 101; number++) await created(client);
  const { body } = await client.get('/users/');
  for (const { id } of body.results) await client.delete(`/users/${id}/`);
  await client.delete(`/users/${new URL(body.next).searchParams.get('cursor')}/`);
  const { id } = await created(client);
  expect(idsOf((await client.get(body.next)).body)).toEqual([id]);
});

test.each(['x', '-1', '1.5', '1e3', ''])('the cursor %j is refused', async (cursor) => {
  const { status, body } = await client.get(`/users/?cursor=${cursor}`);
  expect([status, body]).toEqual([404, { detail: 'Invalid cursor' }]);
});

test.each(['0', '4', 'x', '-1'])('the page number %j is refused', async (page) => {
  const { status, body } = await client.get(`/users/?page=${page}`);
  expect([status, body]).toEqual([404, { detail: 'Invalid page.' }]);
});

test('the first page of an empty list is empty', async () => {
  await using other = await start();
  const empty = { count: 0, next: null, previous: null, results: [] };
  for (const path of [
    '/users/',
    '/users/?page=1',
    '/tags/',
    '/lists/',
    '/attributes/',
    '/companies/',
    '/segments/',
  ]) {
    const { status, body } = await clientOf(other, 2).get(path);
    expect([status, body]).toEqual([200, empty]);
  }
});
