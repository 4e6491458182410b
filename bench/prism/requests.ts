/** The requests that both answer, and why an answer may differ. */

export interface Asked {
  readonly what: string;
  readonly method?: string;
  readonly at: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Why the two differ; a difference without one is a mistake. */
  readonly because?: string;
}

const STATE = 'nothing was created before, so nothing is found; Prefer: code=… gives the example';
const FILTER = 'the filter selects: no record has that price, and Prism gives its example';
const CHOICE = 'the discriminator says which schema is meant; Prism asks that exactly one fits';

const json = { 'content-type': 'application/json' };
const post = (
  what: string,
  body: string,
  because?: string,
  headers: Record<string, string> = json,
): Asked => ({
  what,
  method: 'POST',
  at: '/items',
  headers,
  body,
  ...(because === undefined ? {} : { because }),
});

export const REQUESTS: readonly Asked[] = [
  { what: 'a list', at: '/items' },
  { what: 'an item', at: '/items/1', because: STATE },
  { what: 'a status by header', at: '/items', headers: { prefer: 'code=500' } },
  { what: 'a status by query', at: '/items?__code=500' },
  { what: 'an example by header', at: '/items', headers: { prefer: 'example=none' } },
  { what: 'an example by query', at: '/items?__example=none' },
  { what: 'a dynamic body by header', at: '/items', headers: { prefer: 'dynamic=true' } },
  { what: 'a dynamic body by query', at: '/items?__dynamic=true' },
  { what: 'an undocumented status', at: '/items', headers: { prefer: 'code=418' } },
  { what: 'an unknown example', at: '/items', headers: { prefer: 'example=cow' } },
  { what: 'a status and an example', at: '/items', headers: { prefer: 'code=200, example=one' } },
  { what: 'text by Accept', at: '/items', headers: { accept: 'text/csv' } },
  { what: 'weighed types', at: '/items', headers: { accept: 'application/json;q=0.1, text/csv' } },
  { what: 'a range of types', at: '/items', headers: { accept: 'text/*' } },
  { what: 'a type that is not there', at: '/items', headers: { accept: 'image/png' } },
  { what: 'a number as text', at: '/items?limit=x' },
  { what: 'a number out of bounds', at: '/items?limit=101' },
  { what: 'a repeated list', at: '/items?tags=a&tags=b' },
  { what: 'a list with a bad element', at: '/items?tags=a&tags=toolong' },
  { what: 'a piped list', at: '/items?ids=1%7C2' },
  { what: 'a piped list with a bad element', at: '/items?ids=1%7Cx' },
  { what: 'a deep object', at: '/items?filter[price]=3', because: FILTER },
  { what: 'a deep object with a bad member', at: '/items?filter[price]=x' },
  { what: 'an unknown parameter', at: '/items?colour=red' },
  { what: 'a path parameter of another type', at: '/items/x' },
  { what: 'deleting', method: 'DELETE', at: '/items/1', because: STATE },
  post('creating', '{"name":"Pen","price":1}'),
  post('creating with null', '{"name":"Pen","note":null}'),
  post('creating with what is read-only', '{"id":1,"name":"Pen"}'),
  post('creating without what is required', '{"price":1}'),
  post('creating with another enum', '{"name":"Pen","size":"xl"}'),
  post('creating with an empty body', ''),
  post('creating with broken JSON', '{"name":', 'Prism gives no answer at all'),
  post('creating by a form', 'name=Pen', undefined, { 'content-type': 'application/x-www-form-urlencoded' }),
  post('creating in a type that is not there', '<a/>', undefined, { 'content-type': 'application/xml' }),
  { what: 'an unknown path', at: '/nowhere' },
  { what: 'an unknown method', method: 'PATCH', at: '/items' },
  { what: 'a segment of text and parameter', at: '/reports/2026.json' },
  {
    what: 'a choice that fits',
    method: 'POST',
    at: '/animals',
    headers: json,
    body: '{"kind":"cat","lives":9}',
    because: CHOICE,
  },
  {
    what: 'a choice that is wrong',
    method: 'POST',
    at: '/animals',
    headers: json,
    body: '{"kind":"cat","lives":"x"}',
    because: CHOICE,
  },
  { what: 'a default response', at: '/only-default' },
  { what: 'nothing but errors', at: '/only-errors' },
  { what: 'plain text', at: '/plain' },
  { what: 'XML', at: '/xml', because: 'only JSON and text are generated; XML needs an example' },
  { what: 'another kind of JSON', at: '/problem' },
  { what: 'a missing header', at: '/header' },
  {
    what: 'a cookie that is too short',
    at: '/cookie',
    headers: { cookie: 'session=a' },
    because: 'Prism does not judge cookies',
  },
  { what: 'no key', at: '/secret/key' },
  { what: 'a key', at: '/secret/key', headers: { 'x-key': 'k' } },
  { what: 'no key in the query', at: '/secret/query' },
  { what: 'a key in the query', at: '/secret/query?key=k' },
  { what: 'no user', at: '/secret/basic' },
  { what: 'a user', at: '/secret/basic', headers: { authorization: 'Basic dTpw' } },
  { what: 'no token', at: '/secret/bearer' },
  { what: 'a token', at: '/secret/bearer', headers: { authorization: 'Bearer t' } },
  { what: 'a scheme that is another', at: '/secret/bearer', headers: { authorization: 'Basic dTpw' } },
  { what: 'no token of OAuth', at: '/secret/oauth' },
  { what: 'the second of two schemes', at: '/secret/either', headers: { authorization: 'Bearer t' } },
];
