/** What stands around records and in errors must not contradict the reply that it is in. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { writeDocuments } from '../support/document.ts';
import { call } from './support.ts';

const text = { type: 'string' };
const json = (schema: object): object => ({ content: { 'application/json': { schema } } });
const object = (required: readonly string[], properties: object): object => ({
  type: 'object',
  required,
  properties,
});
const wrapped = (result: object, more: object = {}): object =>
  object(['ok', 'failed', 'status', 'result', ...Object.keys(more)], {
    ok: { type: 'boolean' },
    failed: { type: 'boolean' },
    status: { enum: ['error', 'fail', 'success'] },
    result,
    ...more,
  });

const Task = object(['id'], {
  id: { type: 'integer', readOnly: true },
  title: text,
  state: { type: 'string', enum: ['closed', 'open'] },
  kind: text,
});
const Failure = object(['error'], {
  error: object(['code', 'message'], {
    code: { enum: ['other', 'already_exists', 'not_found', 'validation_failed', 'unauthorized'] },
    message: text,
  }),
});
/** Need not say anything. */
const Vague = object(['error'], {
  error: object(['type'], { type: { enum: ['api_error', 'invalid_request_error'] }, message: text }),
});
const paging = object(['next', 'previous'], {
  next: { type: ['string', 'null'] },
  previous: { type: ['string', 'null'] },
});
const query = (name: string, schema: object): object => ({ name, in: 'query', schema });
const reply = (schema: object): object => ({ description: 'A reply', ...json(schema) });
const errors = { 404: reply(Failure), 409: reply(Failure), 422: reply(Failure) };

const tasks = {
  openapi: '3.1.0',
  info: { title: 'Tasks', version: '1' },
  components: { securitySchemes: { key: { type: 'apiKey', in: 'query', name: 'token' } } },
  paths: {
    '/tasks': {
      parameters: [
        query('state', { enum: ['open', 'closed', 'all'], default: 'open' }),
        query('kind', { ...text, default: 'all' }),
      ],
      get: {
        parameters: [query('cursor', text), query('limit', { type: 'integer', default: 2 })],
        responses: { 200: reply(wrapped({ type: 'array', items: Task }, { paging })) },
      },
      post: { requestBody: json(Task), responses: { 201: reply(wrapped(Task)), ...errors } },
    },
    '/tasks/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
      get: { responses: { 200: reply(wrapped(Task)), ...errors } },
    },
    '/labels': {
      get: {
        parameters: [query('page_token', text), query('page_size', { type: 'integer' })],
        responses: {
          200: reply(
            object(['labels', 'next_page_token'], {
              labels: { type: 'array', items: object(['name'], { name: text }) },
              next_page_token: text,
            }),
          ),
        },
      },
      post: {
        requestBody: json(object(['name'], { name: text })),
        responses: { 201: reply(object(['name'], { name: text })), ...errors },
      },
    },
    '/labels/{name}': {
      parameters: [
        { name: 'name', in: 'path', required: true, schema: text },
        { name: 'If-Match', in: 'header', schema: text },
      ],
      get: { responses: { 200: reply(object(['name'], { name: text })), default: reply(Vague) } },
    },
  },
};

let emulator: Emulator;
beforeEach(async () => {
  const spec = writeDocuments({ 'api.yaml': tasks });
  emulator = await createEmulator({ documents: { api: { spec } }, port: 0, strict: true });
});
afterEach(() => emulator.close());

test('a generated success has no property that says it failed', async () => {
  for (let number = 1; number <= 8; number++) {
    const { body, headers } = await call(emulator, 'POST', '/tasks', { title: `${number}`, state: 'open' });
    expect(body).toMatchObject({
      ok: true,
      failed: false,
      status: 'success',
      result: { title: `${number}` },
    });
    expect(headers.get('x-vendouble-generated')).toBeNull();
  }
});

test('a generated error has the enum value that fits the failure', async () => {
  const codeOf = async (method: string, path: string, body?: object): Promise<unknown> =>
    (await call(emulator, method, path, body)).body.error.code;
  await call(emulator, 'POST', '/labels', { name: 'red' });
  for (let times = 0; times < 5; times++) {
    expect(await codeOf('GET', `/tasks/9${times}`)).toBe('not_found');
    expect(await codeOf('POST', '/labels', { name: 'red' })).toBe('already_exists');
    expect(await codeOf('POST', '/tasks', { title: times })).toBe('validation_failed');
  }
});

test('a default error response blames the request, and gives the reason where it can', async () => {
  for (let times = 0; times < 5; times++) {
    const { status, body } = await call(emulator, 'GET', `/labels/${times}`);
    expect([status, body.error]).toEqual([
      404,
      { type: 'invalid_request_error', message: 'there is no such record among labels' },
    ]);
  }
});

test('a conditional header that is not supported is listed in the notice', async () => {
  await call(emulator, 'POST', '/labels', { name: 'red' });
  const { headers } = await call(emulator, 'GET', '/labels/red', undefined, { 'if-match': '"old"' });
  expect(headers.get('x-vendouble-notice')).toBe('the header If-Match is not understood and changes nothing');
});

test('the last page has null or no cursor, never a generated one', async () => {
  await call(emulator, 'POST', '/tasks', { title: 'a', state: 'open' });
  await call(emulator, 'POST', '/labels', { name: 'red' });
  for (let times = 0; times < 5; times++) {
    const list = await call(emulator, 'GET', `/tasks?limit=${times + 1}`);
    expect([list.body.paging, list.headers.get('x-vendouble-generated')]).toEqual([
      { next: null, previous: null },
      null,
    ]);
  }
  expect((await call(emulator, 'GET', '/labels')).body.next_page_token).toBe('');
});

test('a new record gets the default of a filter, listed as generated', async () => {
  const { body, headers } = await call(emulator, 'POST', '/tasks', { title: 'a' });
  expect(body.result).toEqual({ id: 1, title: 'a', state: 'open' });
  expect(headers.get('x-vendouble-generated')).toBe('state');
  expect((await call(emulator, 'GET', '/tasks')).body.result).toEqual([body.result]);
  expect((await call(emulator, 'GET', '/tasks?state=closed')).body.result).toEqual([]);
});

test('a credential in the query is not listed as ignored', async () => {
  const noticed = async (query: string): Promise<string | null> =>
    (await call(emulator, 'GET', `/tasks?${query}`)).headers.get('x-vendouble-notice');
  expect(await noticed('token=t')).toBeNull();
  expect(await noticed('token=t&tokn=t')).toBe('the query parameter tokn is ignored');
});
