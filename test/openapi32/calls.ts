/** Calls that walk `everything.yaml`, for every client, and where the schema of each reply is. */

export interface WalkedCall {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly status: number;
  /** Pointer of the schema of the whole reply, or of each of its items. */
  readonly schema?: string;
  /** Splits the reply into its items. */
  readonly items?: 'lines' | 'texts';
  readonly contains?: string;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const ORDER = '#/components/schemas/Order';
const ORDERS = '#/components/mediaTypes/Orders/schema';
const json = (method: string, path: string, value: unknown, status: number): WalkedCall => ({
  ...{ method, path, headers: JSON_TYPE, body: JSON.stringify(value), status },
});

export const CALLS: readonly WalkedCall[] = [
  { ...json('POST', '/v1/orders', { status: 'open', price: 1 }, 201), schema: ORDER },
  { ...json('POST', '/v1/orders', { status: 'paid', price: 2 }, 201), schema: ORDER },
  json('POST', '/v1/orders', { status: 'lost' }, 422),
  { method: 'GET', path: '/v1/orders', status: 200, schema: ORDERS },
  {
    method: 'GET',
    path: '/v1/orders',
    headers: { accept: 'application/jsonl' },
    status: 200,
    schema: ORDER,
    items: 'lines',
  },
  {
    ...json('QUERY', '/v1/orders', { filter: { status: 'paid' } }, 200),
    schema: ORDERS,
    contains: '"price":2',
  },
  json('QUERY', '/v1/orders', { limit: 0 }, 422),
  { method: 'DELETE', path: '/v1/orders', status: 405 },
  {
    method: 'GET',
    path: '/v1/orders/search?status=open',
    status: 200,
    schema: ORDERS,
    contains: '"price":1',
  },
  { method: 'LINK', path: '/v1/orders/none', status: 404 },
  { method: 'GET', path: '/v1/lines', status: 200, schema: ORDER, items: 'lines' },
  {
    ...{ method: 'POST', path: '/v1/lines', headers: { 'content-type': 'application/x-ndjson' } },
    ...{ body: '{"status":"open"}\n{"status":"lost"}\n', status: 422 },
  },
  { method: 'GET', path: '/v1/texts', status: 200, schema: ORDER, items: 'texts' },
  { method: 'GET', path: '/v1/events', status: 200, contains: 'event: ' },
  { method: 'GET', path: '/v1/parts', status: 200, contains: '--vendouble-part--' },
  json('POST', '/v1/animals', { kind: 'cat', meows: true }, 204),
  json('POST', '/v1/animals', { kind: 'cat', legs: 4 }, 422),
  json('POST', '/v1/animals', { legs: 4 }, 204),
  { method: 'GET', path: '/v1/values', status: 200, contains: '{ "n": 41 }' },
  { method: 'GET', path: '/v1/session', headers: { cookie: 'raw=a%20b' }, status: 200 },
  { method: 'GET', path: '/v1/session', headers: { cookie: 'raw=a b' }, status: 422 },
  { method: 'GET', path: '/v1/note', status: 200, contains: '<note id="1"><![CDATA[a < b]]></note>' },
  {
    ...{
      method: 'POST',
      path: '/oauth/device',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    },
    ...{ body: 'client_id=tv', status: 200, contains: '"user_code"' },
  },
];

/** The items of a reply, or the reply itself. */
export const itemsIn = (text: string, { items }: WalkedCall): readonly unknown[] =>
  items === undefined
    ? [JSON.parse(text)]
    : text
        .split(items === 'lines' ? '\n' : '\u001e')
        .filter((part) => part.trim() !== '')
        .map((part) => JSON.parse(part));
