/** Several things of a document at once: nested and flat paths, a filter on a page, three levels, two sources of a value. */
import { expect, test } from 'vitest';
import { documentOf, integer, list, object, serveDocument, text } from './documents-support.ts';
import { call } from './support.ts';

const Owner = object({ 'id!': integer, 'name!': text });
const Pet = object({ 'id!': integer, 'name!': text, kind: text });
const named = object({ 'name!': text, kind: text });

const zoo = documentOf({
  'GET /owners': { replies: { 200: list(Owner) } },
  'POST /owners': { body: object({ 'name!': text }), replies: { 201: Owner } },
  'GET /owners/{ownerId}': { replies: { 200: Owner, 404: null } },
  'DELETE /owners/{ownerId}': { replies: { 204: null, 404: null } },
  'GET /owners/{ownerId}/pets': {
    parameters: ['kind', 'limit', 'offset'].map((name) => ({
      name,
      in: 'query',
      schema: { type: name === 'kind' ? 'string' : 'integer' },
    })),
    replies: { 200: object({ 'items!': list(Pet), 'total!': integer }), 404: null },
  },
  'POST /owners/{ownerId}/pets': { body: named, replies: { 201: Pet, 404: null } },
  'GET /owners/{ownerId}/pets/{petId}': { replies: { 200: Pet, 404: null } },
  'DELETE /owners/{ownerId}/pets/{petId}': { replies: { 204: null, 404: null } },
  'GET /pets/{petId}': { replies: { 200: Pet, 404: null } },
});

/** Owners 1 and 2; each has a cat and two dogs. */
async function stocked() {
  const emulator = await serveDocument(zoo);
  const pets: Record<string, number> = {};
  for (const owner of ['Ann', 'Bob']) {
    const { body } = await call(emulator, 'POST', '/owners', { name: owner });
    for (const [name, kind] of [
      ['Tom', 'cat'],
      ['Rex', 'dog'],
      ['Max', 'dog'],
    ])
      pets[`${owner} ${name}`] = (
        await call(emulator, 'POST', `/owners/${body.id}/pets`, { name: `${owner} ${name}`, kind })
      ).body.id;
  }
  const [ann, bob] = (await call(emulator, 'GET', '/owners')).body;
  return { emulator, pets, ann: ann.id as number, bob: bob.id as number };
}

test('a record is found below its own parent and under its own path, and below no other parent', async () => {
  const { emulator, pets, ann, bob } = await stocked();
  await using _ = emulator;
  const rex = pets['Ann Rex'];
  expect((await call(emulator, 'GET', `/owners/${ann}/pets/${rex}`)).body.name).toBe('Ann Rex');
  expect((await call(emulator, 'GET', `/pets/${rex}`)).body.name).toBe('Ann Rex');
  expect((await call(emulator, 'GET', `/owners/${bob}/pets/${rex}`)).status).toBe(404);
  expect((await call(emulator, 'DELETE', `/owners/${bob}/pets/${rex}`)).status).toBe(404);
  expect((await call(emulator, 'GET', `/pets/${rex}`)).status).toBe(200);
  expect((await call(emulator, 'DELETE', `/owners/${ann}/pets/${rex}`)).status).toBe(204);
  expect((await call(emulator, 'GET', `/pets/${rex}`)).status).toBe(404);
});

test('a list below a parent has its records alone, filtered and cut to a page, and the total of all that match', async () => {
  const { emulator, ann } = await stocked();
  await using _ = emulator;
  const listed = async (query: string): Promise<unknown> => {
    const { body } = await call(emulator, 'GET', `/owners/${ann}/pets${query}`);
    return [body.items.map(({ name }: { name: string }) => name), body.total];
  };
  expect(await listed('')).toEqual([['Ann Tom', 'Ann Rex', 'Ann Max'], 3]);
  expect(await listed('?kind=dog')).toEqual([['Ann Rex', 'Ann Max'], 2]);
  expect(await listed('?kind=dog&limit=1')).toEqual([['Ann Rex'], 2]);
  expect(await listed('?kind=dog&limit=1&offset=1')).toEqual([['Ann Max'], 2]);
  expect(await listed('?kind=dog&limit=1&offset=2')).toEqual([[], 2]);
  expect(await listed('?kind=cow')).toEqual([[], 0]);
  expect(await listed('?limit=2')).toEqual([['Ann Tom', 'Ann Rex'], 3]);
});

test('below a parent that is not there, nothing is listed, made or read', async () => {
  const { emulator, pets } = await stocked();
  await using _ = emulator;
  const statuses = await Promise.all([
    call(emulator, 'GET', '/owners/99/pets'),
    call(emulator, 'POST', '/owners/99/pets', { name: 'Zoe' }),
    call(emulator, 'GET', `/owners/99/pets/${pets['Ann Rex']}`),
  ]);
  expect(statuses.map(({ status }) => status)).toEqual([404, 404, 404]);
});

test('three levels keep their records apart', async () => {
  const Item = object({ 'id!': integer, 'name!': text });
  const level = (path: string) => ({
    [`GET ${path}`]: { replies: { 200: list(Item), 404: null } },
    [`POST ${path}`]: { body: object({ 'name!': text }), replies: { 201: Item, 404: null } },
  });
  const one = (path: string) => ({ [`GET ${path}`]: { replies: { 200: Item, 404: null } } });
  await using emulator = await serveDocument(
    documentOf({
      ...level('/shelves'),
      ...one('/shelves/{shelfId}'),
      ...level('/shelves/{shelfId}/books'),
      ...one('/shelves/{shelfId}/books/{bookId}'),
      ...level('/shelves/{shelfId}/books/{bookId}/pages'),
      ...one('/shelves/{shelfId}/books/{bookId}/pages/{pageId}'),
    }),
  );
  const make = async (path: string, name: string): Promise<number> =>
    (await call(emulator, 'POST', path, { name })).body.id;
  const shelves = [await make('/shelves', 'A'), await make('/shelves', 'B')];
  const books = [
    await make(`/shelves/${shelves[0]}/books`, 'A1'),
    await make(`/shelves/${shelves[1]}/books`, 'B1'),
  ];
  const page = await make(`/shelves/${shelves[0]}/books/${books[0]}/pages`, 'A1a');
  const statusOf = async (path: string): Promise<number> => (await call(emulator, 'GET', path)).status;
  expect(await statusOf(`/shelves/${shelves[0]}/books/${books[0]}/pages/${page}`)).toBe(200);
  expect(await statusOf(`/shelves/${shelves[1]}/books/${books[1]}/pages/${page}`)).toBe(404);
  expect(await statusOf(`/shelves/${shelves[1]}/books/${books[0]}/pages/${page}`)).toBe(404);
  expect((await call(emulator, 'GET', `/shelves/${shelves[1]}/books/${books[1]}/pages`)).body).toEqual([]);
});

test('the path with the fewest parents says which property is the identifier', async () => {
  const Room = object({ 'id!': integer, 'number!': integer, 'name!': text });
  const paths = {
    'POST /hotels/{hotel}/rooms': {
      body: object({ 'number!': integer, 'name!': text }),
      replies: { 201: Room },
    },
    'GET /hotels/{hotel}/rooms': { replies: { 200: list(Room) } },
    'GET /hotels/{hotel}/rooms/{number}': { replies: { 200: Room, 404: null } },
    'GET /rooms/{id}': { replies: { 200: Room, 404: null } },
  };
  for (const described of [paths, Object.fromEntries(Object.entries(paths).toReversed())]) {
    await using emulator = await serveDocument(documentOf(described));
    const made = await call(emulator, 'POST', '/hotels/7/rooms', { number: 42, name: 'Blue' });
    expect(made.body).toMatchObject({ number: 42, name: 'Blue' });
    expect((await call(emulator, 'GET', `/rooms/${made.body.id}`)).body).toEqual(made.body);
  }
});

test.each(['application/xml', 'text/plain', 'application/json;q=0, application/xml'])(
  'a record is made although the reply is asked for as %s, which the document does not have',
  async (accept) => {
    await using emulator = await serveDocument(zoo, { strict: false });
    await call(emulator, 'POST', '/owners', { name: 'Ann' }, { accept });
    expect((await call(emulator, 'GET', '/owners')).body).toEqual([{ id: 1, name: 'Ann' }]);
  },
);
