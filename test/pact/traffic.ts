/** Calls as applications make them, for each vendor: what they do, look for in vain, and get wrong. */
import { ENGAGE, INTERCOM, SEQUENCE, USERCOM } from './support.ts';

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

const get = (path: string, headers: Readonly<Record<string, string>> = {}): Sent => ({
  method: 'GET',
  path,
  headers,
});
const send = (
  method: string,
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Sent => ({
  method,
  path,
  headers: { 'content-type': 'application/json', ...headers },
  body,
});

export const credentials: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  engage: { authorization: ENGAGE.Authorization },
  intercom: { authorization: INTERCOM.Authorization, accept: INTERCOM.Accept },
  usercom: { authorization: USERCOM.Authorization },
  sequence: { authorization: SEQUENCE.Authorization },
};

/** `last` is the reply to the call before. */
export const traffic: Readonly<
  Record<string, readonly (Sent | ((last: Record<string, unknown>) => Sent))[]>
> = {
  engage: [
    get('/v1/users'),
    get('/v1/users/u7'),
    send('POST', '/v1/users', { id: 'u7', email: 'grace@example.com', meta: { plan: 'pro' } }),
    send('POST', '/v1/users', { id: 'u7' }),
    get('/v1/users/u7'),
    send('PUT', '/v1/users/u7', { first_name: 'Grace' }),
    send('POST', '/v1/users/u7/events', { event: 'Paid', value: 49.99 }),
    get('/v1/users?limit=1'),
    get('/v1/users?limit=0'),
    send('DELETE', '/v1/users/u7', undefined),
    get('/v1/users/u7'),
    send('POST', '/v1/lists', { title: 'News' }),
    ({ id }) => get(`/v1/lists/${id}`),
  ],
  intercom: [
    get('/users?user_id=7'),
    send('POST', '/users', { user_id: '7', email: 'grace@example.com', name: 'Grace' }),
    ({ id }) => get(`/users/${id}`),
    get('/users?email=grace@example.com', { 'intercom-version': '1.4' }),
    get('/users/scroll'),
    ({ scroll_param }) => get(`/users/scroll?scroll_param=${encodeURIComponent(String(scroll_param))}`),
    send('POST', '/tags', { name: 'vip', users: [{ user_id: '7' }] }),
    get('/tags'),
    send('POST', '/events', { event_name: 'paid', created_at: 1_767_225_600, user_id: '7' }),
    send('POST', '/events', { event_name: 'paid', created_at: 1_767_225_600, user_id: 'nobody' }),
    get('/counts'),
    send('DELETE', '/users/nobody', undefined),
  ],
  usercom: [
    get('/api/public/users-by-id/u7/'),
    send('POST', '/api/public/users/', { user_id: 'u7', email: 'grace@example.com' }),
    ({ id }) => get(`/api/public/users/${id}/`),
    get('/api/public/users-by-id/u7/', { accept: '*/*; version=2' }),
    send('PUT', '/api/public/users-by-id/u7/', { first_name: 'Grace' }),
    get('/api/public/users/'),
    send('POST', '/api/public/users/', { user_id: 'u7', email: 'no e-mail' }),
    send('POST', '/api/public/tags/', { name: 'vip' }),
    get('/api/public/tags/'),
    send('DELETE', '/api/public/users/99/', undefined),
  ],
  sequence: [
    send('POST', '/user', { externalId: 'u7', email: 'grace@example.com', firstName: 'Grace' }),
    send('POST', '/user', {}),
    send('POST', '/event/batch', { batch: [{ type: 'track', event: 'paid', userId: 'u7' }] }),
    send('POST', '/event/batch', {}),
    get('/'),
  ],
};
