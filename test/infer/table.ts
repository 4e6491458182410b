/** The proof table: a document, what is inferred of it, and a walk through what is answered from state. */

/** A request and the reply to expect; `$1`, `$2` … stand for what earlier steps kept. */
export interface Step {
  readonly ask: readonly [request: string, body?: unknown, headers?: Readonly<Record<string, string>>];
  readonly status: number;
  /** Matched as a part of the reply's body; a list must have exactly these elements. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Properties that the body must not have. */
  readonly lacks?: readonly string[];
  /** Keeps the value of this property of the body for later steps. */
  readonly keep?: string;
}

export interface Row {
  readonly file: string;
  /** `METHOD path → role resource`, or `generated: why`. */
  readonly roles: readonly string[];
  /** By list operation: where the records are, how it is cut and what selects. */
  readonly lists: Readonly<Record<string, object>>;
  /** By resource. */
  readonly ids: Readonly<Record<string, readonly (string | null)[]>>;
  readonly walk: readonly Step[];
}

const key = { 'x-api-key': 'k' };
const bearer = { authorization: 'Bearer t' };
const mergePatch = { ...bearer, 'content-type': 'application/merge-patch+json' };

export const table: readonly Row[] = [
  {
    file: 'bare-array.yaml',
    roles: [
      'GET /pets → list pets',
      'POST /pets → create pets',
      'GET /pets/{petId} → read pets',
      'PUT /pets/{petId} → replace pets',
      'DELETE /pets/{petId} → delete pets',
      'PATCH /pets/{petId} → update pets',
    ],
    lists: {
      listPets: {
        envelope: { items: '' },
        paging: { limit: 'limit', offset: 'offset' },
        filters: { status: 'status' },
      },
    },
    ids: { pets: ['id'] },
    walk: [
      {
        ask: ['POST /pets', { name: 'Rex' }],
        status: 201,
        body: { name: 'Rex', status: 'available', createdAt: '2026-01-01T00:00:00.000Z' },
        keep: 'id',
      },
      { ask: ['GET /pets/$1'], status: 200, body: { id: '$1', name: 'Rex' } },
      { ask: ['POST /pets', { name: 'Tom', status: 'sold' }], status: 201 },
      {
        ask: ['GET /pets?limit=1&offset=1'],
        status: 200,
        body: [{ name: 'Tom' }],
        headers: { 'x-total-count': '2' },
      },
      { ask: ['GET /pets?status=available'], status: 200, body: [{ name: 'Rex' }] },
      {
        ask: ['GET /pets?status=none&sort=name'],
        status: 200,
        body: [],
        headers: { 'x-vendouble-notice': 'the query parameter sort is not understood and changes nothing' },
      },
      { ask: ['PATCH /pets/$1', { status: 'sold' }], status: 200, body: { name: 'Rex', status: 'sold' } },
      {
        ask: ['PUT /pets/$1', { name: 'Max' }],
        status: 200,
        body: { id: '$1', name: 'Max', status: 'available' },
      },
      { ask: ['DELETE /pets/$1'], status: 204 },
      { ask: ['GET /pets/$1'], status: 404, body: { error: 'No such pet' } },
      { ask: ['DELETE /pets/$1'], status: 404 },
    ],
  },
  {
    file: 'wrapped.yaml',
    roles: [
      'GET /products → list products',
      'POST /products → create products',
      'GET /products/{id} → read products',
      'DELETE /products/{id} → delete products',
      'PATCH /products/{id} → update products',
    ],
    lists: {
      listProducts: {
        envelope: {
          items: 'data',
          total: 'meta.total',
          page: 'meta.page',
          pages: 'meta.total_pages',
          limit: 'meta.per_page',
        },
        paging: { limit: 'per_page', page: 'page' },
        filters: { 'filter[kind]': 'kind' },
      },
    },
    ids: { products: ['id'] },
    walk: [
      {
        ask: ['POST /v2/products', { data: { name: 'a', kind: 'k' } }],
        status: 201,
        body: { data: { id: 1, price: null } },
      },
      {
        ask: ['POST /v2/products', { data: { name: 'b' } }],
        status: 201,
        body: { data: { id: 2, tags: [] } },
      },
      { ask: ['POST /v2/products', { data: { name: 'c' } }], status: 201, body: { data: { id: 3 } } },
      { ask: ['GET /v2/products/2'], status: 200, body: { data: { id: 2, name: 'b' } } },
      {
        ask: ['GET /v2/products?page=2'],
        status: 200,
        body: { data: [{ name: 'c' }], meta: { total: 3, page: 2, per_page: 2, total_pages: 2 } },
      },
      {
        ask: ['GET /v2/products?filter%5Bkind%5D=k'],
        status: 200,
        body: { data: [{ name: 'a' }], meta: { total: 1 } },
      },
      {
        ask: ['PATCH /v2/products/2', { data: { price: 5 } }],
        status: 200,
        body: { data: { name: 'b', price: 5 } },
      },
      { ask: ['DELETE /v2/products/2'], status: 200, body: { data: { id: 2 } } },
      {
        ask: ['GET /v2/products/2'],
        status: 404,
        body: { title: 'MISSING' },
        headers: { 'x-vendouble-error': 'MISSING' },
      },
    ],
  },
  {
    file: 'named-list.yaml',
    roles: [
      'GET /customers → list customers',
      'POST /customers → create customers',
      'GET /customers/{customer} → read customers',
      'POST /customers/{customer} → update customers',
      'DELETE /customers/{customer} → delete customers',
    ],
    lists: {
      GetCustomers: {
        envelope: { items: 'customers', more: 'has_more' },
        paging: { limit: 'limit', after: 'starting_after' },
        filters: { email: 'email' },
      },
    },
    ids: { customers: ['id'] },
    walk: [
      {
        ask: ['POST /customers', 'email=a@b.c', key],
        status: 200,
        body: { object: 'customer', email: 'a@b.c', balance: 0, created: 1767225600 },
        keep: 'id',
      },
      { ask: ['GET /customers/$1', undefined, key], status: 200, body: { id: '$1' } },
      { ask: ['POST /customers', 'email=d@e.f', key], status: 200 },
      {
        ask: ['GET /customers?limit=1', undefined, key],
        status: 200,
        body: { object: 'list', has_more: true, customers: [{ id: '$1' }] },
      },
      {
        ask: ['GET /customers?starting_after=$1', undefined, key],
        status: 200,
        body: { has_more: false, customers: [{ email: 'd@e.f' }] },
      },
      {
        ask: ['GET /customers?starting_after=none', undefined, key],
        status: 422,
        body: {
          error: {
            type: 'api_error',
            message: 'the query parameter starting_after names no place in the list',
          },
        },
      },
      { ask: ['POST /customers/$1', 'balance=5', key], status: 200, body: { email: 'a@b.c', balance: 5 } },
      { ask: ['DELETE /customers/$1', undefined, key], status: 200, body: { id: '$1', deleted: true } },
      { ask: ['GET /customers/$1', undefined, key], status: 404 },
      { ask: ['GET /customers'], status: 401, body: { error: { message: 'no credential was sent' } } },
    ],
  },
  {
    file: 'cursors.yaml',
    roles: [
      'GET /messages → list messages',
      'POST /messages → create messages',
      'GET /messages/{message_id} → read messages',
      'DELETE /messages/{message_id} → delete messages',
      'PATCH /messages/{message_id} → update messages',
    ],
    lists: {
      listMessages: {
        envelope: { items: 'items', more: 'page_info.has_next_page', next: 'page_info.next_cursor' },
        paging: { limit: 'limit', cursor: 'cursor' },
        filters: { channel: 'channel' },
      },
    },
    ids: { messages: ['message_id'] },
    walk: [
      {
        ask: ['POST /messages', { text: 'a', channel: 'x' }],
        status: 201,
        body: { text: 'a' },
        keep: 'message_id',
      },
      { ask: ['GET /messages/$1'], status: 200, body: { text: 'a' } },
      { ask: ['POST /messages', { text: 'b' }], status: 201, keep: 'message_id' },
      { ask: ['POST /messages', { text: 'c', channel: 'y' }], status: 201 },
      {
        ask: ['GET /messages'],
        status: 200,
        body: { items: [{ text: 'a' }, { text: 'b' }], page_info: { has_next_page: true } },
        keep: 'page_info.next_cursor',
      },
      { ask: ['DELETE /messages/$2'], status: 204 },
      {
        // The record that the cursor leads behind is gone by now.
        ask: ['GET /messages?cursor=$3'],
        status: 200,
        body: { items: [{ text: 'c' }], page_info: { has_next_page: false, next_cursor: null } },
      },
      { ask: ['GET /messages?channel=x,z'], status: 200, body: { items: [{ text: 'a' }] } },
      { ask: ['GET /messages?cursor=none'], status: 422 },
      { ask: ['PATCH /messages/$1', { text: 'z' }], status: 200, body: { text: 'z', channel: 'x' } },
      { ask: ['GET /messages/$2'], status: 404 },
    ],
  },
  {
    file: 'nested.yaml',
    roles: [
      'POST /owners → create owners',
      'GET /owners/{ownerId} → read owners',
      'DELETE /owners/{ownerId} → delete owners',
      'GET /owners/{ownerId}/pets → list pets',
      'POST /owners/{ownerId}/pets → create pets',
      'GET /pets → list pets',
      'GET /pets/{petId} → read pets',
      'DELETE /pets/{petId} → delete pets',
      'PATCH /pets/{petId} → update pets',
      'GET /owners/{ownerId}/notes → list notes',
      'POST /owners/{ownerId}/notes → create notes',
      'GET /owners/{ownerId}/notes/{noteId} → read notes',
    ],
    lists: { listOwnersPets: { envelope: { items: '' }, paging: {}, filters: {} } },
    ids: { owners: ['id'], pets: ['id'], notes: ['id'] },
    walk: [
      { ask: ['POST /owners', { name: 'Ann' }], status: 201, keep: 'id' },
      { ask: ['POST /owners', { name: 'Bob' }], status: 201, keep: 'id' },
      { ask: ['POST /owners/$1/pets', { name: 'Rex' }], status: 201, body: { ownerId: 1 }, keep: 'id' },
      { ask: ['POST /owners/99/pets', { name: 'Tom' }], status: 404 },
      { ask: ['POST /owners/$1/notes', { text: 'n' }], status: 201, keep: 'id' },
      { ask: ['GET /pets/$3'], status: 200, body: { name: 'Rex' } },
      { ask: ['GET /owners/$1/pets'], status: 200, body: [{ name: 'Rex' }] },
      { ask: ['GET /owners/$2/pets'], status: 200, body: [] },
      { ask: ['PATCH /pets/$3', { ownerId: 2, id: 77 }], status: 200, body: { id: 3, ownerId: 2 } },
      { ask: ['GET /owners/$1/pets'], status: 200, body: [] },
      { ask: ['GET /owners/$2/pets'], status: 200, body: [{ name: 'Rex' }] },
      { ask: ['GET /pets'], status: 200, body: [{ name: 'Rex' }] },
      { ask: ['GET /owners/$2/notes/$4'], status: 404 },
      { ask: ['GET /owners/$1/notes/$4'], status: 200, body: { text: 'n' } },
      { ask: ['DELETE /owners/$1'], status: 204 },
      { ask: ['GET /owners/$1/notes'], status: 404 },
      { ask: ['GET /owners/$1/notes/$4'], status: 404 },
      { ask: ['DELETE /pets/$3'], status: 204 },
      { ask: ['GET /pets'], status: 200, body: [] },
    ],
  },
  {
    file: 'put-upsert.yaml',
    roles: [
      'GET /flags → list flags',
      'GET /flags/{key} → read flags',
      'PUT /flags/{key} → upsert flags',
      'DELETE /flags/{key} → delete flags',
      'PATCH /flags/{key} → update flags',
    ],
    lists: { listFlags: { envelope: { items: 'results', total: 'count' }, paging: {}, filters: {} } },
    ids: { flags: ['key'] },
    walk: [
      { ask: ['PUT /flags/dark', { on: true, note: 'n' }], status: 201, body: { key: 'dark', on: true } },
      { ask: ['GET /flags/dark'], status: 200, body: { note: 'n' } },
      {
        ask: ['PUT /flags/dark', { on: false }],
        status: 200,
        body: { key: 'dark', on: false },
        lacks: ['note'],
      },
      { ask: ['GET /flags'], status: 200, body: { count: 1, results: [{ key: 'dark', on: false }] } },
      { ask: ['PATCH /flags/dark', { note: 'x' }, mergePatch], status: 200, body: { on: false, note: 'x' } },
      { ask: ['PATCH /flags/none', { note: 'x' }, mergePatch], status: 404, body: { status: 404 } },
      { ask: ['PUT /flags/dark', { on: 1 }], status: 400, body: { status: 400 } },
      { ask: ['DELETE /flags/dark'], status: 204 },
      { ask: ['GET /flags'], status: 200, body: { count: 0, results: [] } },
    ],
  },
  {
    file: 'composite.yaml',
    roles: [
      'GET /rates → list rates',
      'POST /rates → create rates',
      'GET /rates/{from}/{to} → read rates',
      'DELETE /rates/{from}/{to} → delete rates',
      'PATCH /rates/{from}/{to} → update rates',
    ],
    lists: { listRates: { envelope: { items: '' }, paging: {}, filters: { from: 'from' } } },
    ids: { rates: ['from', 'to'] },
    walk: [
      { ask: ['POST /rates', { from: 'eur', to: 'usd', rate: 1 }], status: 201 },
      { ask: ['POST /rates', { from: 'eur', to: 'usd', rate: 2 }], status: 409 },
      { ask: ['POST /rates', { from: 'a/b', to: 'c d', rate: 2 }], status: 201 },
      { ask: ['GET /rates/a%2Fb/c%20d'], status: 200, body: { rate: 2 } },
      { ask: ['GET /rates?from=eur'], status: 200, body: [{ to: 'usd' }] },
      { ask: ['PATCH /rates/eur/usd', { rate: 3 }], status: 200, body: { from: 'eur', rate: 3 } },
      { ask: ['DELETE /rates/eur/usd'], status: 204 },
      { ask: ['GET /rates/eur/usd'], status: 404 },
    ],
  },
  {
    file: 'no-ids.yaml',
    roles: [
      'GET /events → list events',
      'POST /events → create events',
      'GET /notes → list notes',
      'POST /notes → create notes',
      'GET /notes/{number} → read notes',
      'PUT /notes/{number} → replace notes',
      'DELETE /notes/{number} → delete notes',
      'PATCH /notes/{number} → update notes',
    ],
    lists: { listEvents: { envelope: { items: '' }, paging: {}, filters: {} } },
    ids: { events: [], notes: [null] },
    walk: [
      { ask: ['POST /events', { name: 'e' }], status: 204 },
      { ask: ['GET /events'], status: 200, body: [{ name: 'e' }] },
      {
        ask: ['POST /notes', { text: 'n' }],
        status: 201,
        body: { text: 'n' },
        headers: { location: '$url/notes/2' },
      },
      { ask: ['GET /notes/2'], status: 200, body: { text: 'n' } },
      { ask: ['PUT /notes/2', { text: 'm' }], status: 204 },
      { ask: ['GET /notes'], status: 200, body: [{ text: 'm' }] },
      { ask: ['PATCH /notes/2', { text: 'o' }], status: 200, body: { text: 'o' } },
      { ask: ['DELETE /notes/2'], status: 204 },
      { ask: ['GET /notes/2'], status: 404 },
    ],
  },
  {
    file: 'accounts.yaml',
    roles: [
      'GET /users → list users',
      'POST /users → create users',
      'GET /users/{userId} → read users',
      'DELETE /users/{userId} → delete users',
      'PATCH /users/{userId} → update users',
    ],
    lists: {
      listUsers: { envelope: { items: 'users', total: 'total' }, paging: {}, filters: { role: 'role' } },
    },
    ids: { users: ['id'] },
    walk: [
      {
        ask: ['POST /users', { email: 'a@b.c', password: 'p', profile: { city: 'x', zip: 'y' } }, bearer],
        status: 201,
        body: { email: 'a@b.c', role: 'member' },
        lacks: ['password'],
        keep: 'id',
      },
      {
        ask: ['POST /users', { email: 'a@b.c', password: 'p' }, bearer],
        status: 409,
        body: { code: 409, message: 'a record with the same identifier or name is among users already' },
      },
      {
        ask: ['POST /users', { email: 'a', password: 'p' }, bearer],
        status: 400,
        body: { code: 400, message: 'body/email must match format "email"' },
      },
      { ask: ['GET /users/$1', undefined, bearer], status: 200, body: { id: '$1' }, lacks: ['password'] },
      {
        ask: ['PATCH /users/$1', { email: 'q@b.c', profile: { zip: null } }, mergePatch],
        status: 200,
        body: { email: 'q@b.c', role: 'member', profile: { city: 'x' } },
        lacks: ['profile.zip'],
      },
      { ask: ['POST /users', { email: 'a@b.c', password: 'p' }, bearer], status: 201 },
      { ask: ['PATCH /users/$1', { email: 'a@b.c' }, mergePatch], status: 409 },
      { ask: ['GET /users?role=admin', undefined, bearer], status: 200, body: { total: 0, users: [] } },
      { ask: ['DELETE /users/$1', undefined, bearer], status: 204 },
      { ask: ['GET /users', undefined, bearer], status: 200, body: { total: 1 } },
      { ask: ['GET /users'], status: 401, body: { code: 401 } },
      { ask: ['GET /users', undefined, { authorization: 'Bearer invalid' }], status: 401 },
    ],
  },
  {
    file: 'circular.json',
    roles: [
      'GET /categories → list categories',
      'POST /categories → create categories',
      'GET /categories/{slug} → read categories',
      'DELETE /categories/{slug} → delete categories',
      'PATCH /categories/{slug} → update categories',
    ],
    lists: {
      'GET /categories': {
        envelope: { items: 'categories', next: 'next' },
        paging: { limit: 'size', page: 'page' },
        filters: {},
      },
    },
    ids: { categories: ['slug'] },
    walk: [
      {
        ask: ['POST /categories', { slug: 'a', children: [{ slug: 'b' }] }],
        status: 200,
        body: { slug: 'a', children: [{ slug: 'b' }] },
      },
      {
        ask: ['POST /categories', { slug: 'a' }],
        status: 409,
        headers: { 'x-vendouble-error': 'DUPLICATE' },
      },
      { ask: ['POST /categories', { slug: 'c' }], status: 200 },
      { ask: ['POST /categories', { slug: 'd' }], status: 200 },
      { ask: ['GET /categories/a'], status: 200, body: { slug: 'a' } },
      {
        ask: ['GET /categories'],
        status: 200,
        body: { categories: [{ slug: 'a' }, { slug: 'c' }], next: '$url/categories?page=1&size=2' },
      },
      {
        ask: ['GET /categories?page=1&size=2'],
        status: 200,
        body: { categories: [{ slug: 'd' }] },
        lacks: ['next'],
      },
      { ask: ['PATCH /categories/a', { title: 't' }], status: 200, body: { slug: 'a', title: 't' } },
      { ask: ['DELETE /categories/a'], status: 204 },
      { ask: ['GET /categories/a'], status: 404 },
    ],
  },
  {
    file: 'classic.yaml',
    roles: [
      'PUT /pet → replace pet',
      'POST /pet → create pet',
      'GET /pet/findByStatus → list pet',
      'GET /pet/findByTags → generated: the effect of its parameter tags is unknown',
      'GET /pet/{petId} → read pet',
      'POST /pet/{petId} → generated: POST to one record is an action',
      'DELETE /pet/{petId} → delete pet',
      'POST /pet/{petId}/uploadImage → generated: its body is not JSON',
    ],
    lists: { findPetsByStatus: { envelope: { items: '' }, paging: {}, filters: { status: 'status' } } },
    ids: { pet: ['id'] },
    walk: [
      {
        ask: ['POST /api/v3/pet', { name: 'a', photoUrls: [], status: 'sold' }],
        status: 200,
        body: { id: 1 },
      },
      { ask: ['POST /api/v3/pet', { id: 10, name: 'b', photoUrls: [] }], status: 200, body: { id: 10 } },
      { ask: ['GET /api/v3/pet/10'], status: 200, body: { name: 'b' } },
      {
        ask: ['PUT /api/v3/pet', { id: 10, name: 'c', photoUrls: [] }],
        status: 200,
        body: { id: 10, name: 'c' },
      },
      { ask: ['PUT /api/v3/pet', { id: 99, name: 'c', photoUrls: [] }], status: 404 },
      { ask: ['GET /api/v3/pet/findByStatus?status=sold'], status: 200, body: [{ id: 1 }] },
      {
        ask: ['GET /api/v3/pet/findByTags?tags=a'],
        status: 200,
        headers: { 'x-vendouble-source': 'generated' },
      },
      { ask: ['DELETE /api/v3/pet/10'], status: 200 },
      { ask: ['GET /api/v3/pet/10'], status: 404 },
    ],
  },
  {
    file: 'swagger.yaml',
    roles: [
      'GET /items → list items',
      'POST /items → create items',
      'GET /items/{item_id} → read items',
      'PUT /items/{item_id} → replace items',
      'DELETE /items/{item_id} → delete items',
      'PATCH /items/{item_id} → update items',
    ],
    lists: {
      listItems: {
        envelope: { items: 'items', total: 'total_count' },
        paging: { limit: 'count', offset: 'offset' },
        filters: { colour: 'colour' },
      },
    },
    ids: { items: ['item_id'] },
    walk: [
      {
        ask: ['POST /api/items', { sku: 'a' }, key],
        status: 201,
        body: { sku: 'a', colour: 'red' },
        headers: { location: '$url/api/items/1' },
        keep: 'item_id',
      },
      {
        ask: ['POST /api/items', { sku: 'a' }, key],
        status: 409,
        body: { message: 'a record with the same identifier or name is among items already' },
      },
      {
        ask: ['POST /api/items', { sku: 1 }, key],
        status: 400,
        body: { message: 'body/sku must be string' },
      },
      { ask: ['POST /api/items', { sku: 'b', colour: 'blue', note: null }, key], status: 201 },
      { ask: ['POST /api/items', { sku: 'c', colour: 'green' }, key], status: 201, keep: 'item_id' },
      { ask: ['GET /api/items/$1', undefined, key], status: 200, body: { item_id: 1, sku: 'a' } },
      {
        ask: ['GET /api/items?offset=1', undefined, key],
        status: 200,
        body: { total_count: 3, items: [{ sku: 'b', note: null }, { sku: 'c' }] },
        headers: { 'x-total-count': '3' },
      },
      {
        ask: ['GET /api/items?colour=red,green', undefined, key],
        status: 200,
        body: { total_count: 2, items: [{ sku: 'a' }, { sku: 'c' }] },
      },
      {
        ask: ['PATCH /api/items/$1', { note: 'n' }, key],
        status: 200,
        body: { sku: 'a', colour: 'red', note: 'n' },
      },
      {
        ask: ['PUT /api/items/$1', 'sku=z', key],
        status: 200,
        body: { item_id: 1, sku: 'z', colour: 'red' },
        lacks: ['note'],
      },
      { ask: ['DELETE /api/items/$1', undefined, key], status: 204 },
      {
        ask: ['GET /api/items/$1', undefined, key],
        status: 404,
        body: { message: 'there is no such record among items' },
      },
      { ask: ['GET /api/items'], status: 401 },
    ],
  },
  {
    file: 'holders.yaml',
    roles: [
      'GET /files → list files',
      'POST /files → create files',
      // Its one list is a part of it, and is not called like a list.
      'GET /files/{key} → read files',
    ],
    lists: { listFiles: { envelope: { items: 'meta.files' }, paging: {}, filters: {} } },
    ids: { files: [null] },
    walk: [
      {
        ask: ['POST /files', { title: 'Plan', branches: [{ name: 'draft' }] }],
        status: 201,
        body: { title: 'Plan', branches: [{ name: 'draft' }] },
      },
      { ask: ['GET /files/1'], status: 200, body: { title: 'Plan', branches: [{ name: 'draft' }] } },
      { ask: ['GET /files'], status: 200, body: { status: 200, meta: { files: [{ title: 'Plan' }] } } },
      { ask: ['GET /files/2'], status: 404 },
    ],
  },
  {
    file: 'actions.yaml',
    roles: [
      'POST /login → generated: nothing reads what it would change',
      'GET /health → generated: its reply is not a list',
      'GET /reports/{id} → generated: no operation creates reports',
      'POST /reports/{id}/send → generated: nothing reads what it would change',
      'GET /tasks → list tasks',
      'POST /tasks → create tasks',
      'DELETE /tasks → generated: it removes more than one record',
    ],
    lists: {},
    ids: { tasks: ['id'] },
    walk: [
      {
        ask: ['POST /login', { user: 'u' }],
        status: 200,
        body: { token: 'abc' },
        headers: { 'x-vendouble-source': 'example' },
      },
      { ask: ['GET /reports/1'], status: 200, body: { token: 'abc' } },
      { ask: ['POST /tasks', { name: 't' }], status: 202 },
      {
        ask: ['GET /tasks'],
        status: 200,
        body: [{ name: 't' }],
        headers: { 'x-vendouble-source': 'inferred' },
      },
    ],
  },
];
