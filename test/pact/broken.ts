/** Pacts that a vendor could not keep, each broken in one way. */
import type { FindingCode } from '../../src/pact/findings.ts';
import { type Call, ENGAGE, INTERCOM, SEQUENCE, USERCOM } from './support.ts';

export interface Broken {
  readonly what: string;
  readonly call: Call;
  readonly code: FindingCode;
  /** Part of the message. */
  readonly because: string | RegExp;
  /** Where in the pact. */
  readonly at: string;
}

const INTERCOM_USERS = '/users';
const I = '/interactions/0';
const post = {
  method: 'POST',
  path: '/v1/users',
  headers: { ...ENGAGE, 'Content-Type': 'application/json' },
};

export const broken: readonly Broken[] = [
  {
    what: 'a path that the vendor does not have',
    call: { request: { path: '/v1/customers/u1' } },
    code: 'route',
    because: 'the nearest is GET /v1/users/{uid}',
    at: `${I}/request/path`,
  },
  {
    what: 'a path without the base path',
    call: { provider: 'usercom', request: { path: '/users/1/', headers: USERCOM } },
    code: 'route',
    because: 'the base path /api/public is missing',
    at: `${I}/request/path`,
  },
  {
    what: 'a method that the path does not have',
    call: { request: { method: 'PATCH' } },
    code: 'route',
    because: 'the verb should be',
    at: `${I}/request/path`,
  },
  {
    what: 'a missing body',
    call: { request: post },
    code: 'request',
    because: 'a body is required',
    at: `${I}/request`,
  },
  {
    what: 'a missing required field',
    call: { request: { ...post, body: { email: 'a@example.com' } } },
    code: 'request',
    because: "must have required property 'id'",
    at: `${I}/request/body`,
  },
  {
    what: 'a field of a wrong type',
    call: { request: { ...post, body: { id: 'u1', first_name: 5 } } },
    code: 'request',
    because: '/first_name must be string',
    at: `${I}/request/body/first_name`,
  },
  {
    what: 'a value that breaks its pattern',
    call: { request: { ...post, body: { id: 'not an id!' } } },
    code: 'request',
    because: '/id must match pattern',
    at: `${I}/request/body/id`,
  },
  {
    what: 'a query parameter of a wrong type',
    call: { request: { path: '/v1/users', query: { limit: ['many'] } } },
    code: 'request',
    because: 'query/limit must be integer',
    at: `${I}/request/query/limit`,
  },
  {
    what: 'a query parameter out of range',
    call: { version: '2.0.0', request: { path: '/v1/users', query: 'limit=1000' } },
    code: 'request',
    because: 'query/limit must be <=',
    at: `${I}/request/query/limit`,
  },
  {
    what: 'a body of a kind that the vendor does not take',
    call: {
      request: { ...post, headers: { ...ENGAGE, 'Content-Type': 'text/csv' }, body: 'id,email' },
    },
    code: 'request',
    because: 'the contract takes no body of text/csv',
    at: `${I}/request/body`,
  },
  {
    what: 'a status that the vendor does not answer with',
    call: {
      provider: 'sequence',
      request: { method: 'POST', path: '/user', headers: SEQUENCE, body: { externalId: 'u1' } },
      response: { status: 204 },
    },
    code: 'status',
    because: 'does not answer createUser with 204',
    at: `${I}/response/status`,
  },
  {
    what: 'a second success where only the default covers it',
    call: { response: { status: 201 } },
    code: 'status',
    because: 'does not answer retrieveUser with 201',
    at: `${I}/response/status`,
  },
  {
    what: 'a field that the vendor does not send',
    call: { response: { body: { uid: 'u1', nickname: 'Ada' } } },
    code: 'field',
    because: '/nickname is not described by the contract',
    at: `${I}/response/body/nickname`,
  },
  {
    what: 'a nested field that the vendor does not send',
    call: {
      version: '4.0',
      provider: 'intercom',
      request: { path: INTERCOM_USERS, query: { user_id: ['1'] }, headers: INTERCOM },
      response: { body: { type: 'user', avatar: { type: 'avatar', url: 'https://example.com' } } },
    },
    code: 'field',
    because: '/avatar/url is not described',
    at: `${I}/response/body/content/avatar/url`,
  },
  {
    what: 'a field of an element that the vendor does not send',
    call: {
      request: { path: '/v1/users' },
      response: { body: { data: [{ uid: 'u1' }, { uid: 'u2', age: 3 }] } },
    },
    code: 'field',
    because: '/data/1/age is not described',
    at: `${I}/response/body/data/1/age`,
  },
  {
    what: 'a list under a name that the vendor does not use',
    call: { request: { path: '/v1/users' }, response: { body: { users: [] } } },
    code: 'field',
    because: '/users is not described',
    at: `${I}/response/body/users`,
  },
  {
    what: 'a text where the vendor sends a number',
    call: {
      provider: 'usercom',
      request: { path: '/api/public/users/1/', headers: USERCOM },
      response: { body: { id: '1' } },
    },
    code: 'value',
    because: '/id must be integer',
    at: `${I}/response/body/id`,
  },
  {
    what: 'null where the vendor never sends it',
    call: { response: { body: { uid: null } } },
    code: 'value',
    because: '/uid must be string',
    at: `${I}/response/body/uid`,
  },
  {
    what: 'a value outside the ones that there are',
    call: { response: { body: { devices: [{ platform: 'windows' }] } } },
    code: 'value',
    because: '/devices/0/platform must be equal to one of the allowed values',
    at: `${I}/response/body/devices/0/platform`,
  },
  {
    what: 'an identifier that the vendor never makes',
    call: { version: '4.0', response: { body: { id: '7' } } },
    code: 'value',
    because: '/id must match pattern',
    at: `${I}/response/body/content/id`,
  },
  {
    what: 'an object where the vendor sends a list',
    call: { request: { path: '/v1/users' }, response: { body: { data: {} } } },
    code: 'value',
    because: '/data must be array',
    at: `${I}/response/body/data`,
  },
  {
    what: 'a field of one kind of reply mixed into the other',
    call: {
      provider: 'intercom',
      request: { path: INTERCOM_USERS, headers: INTERCOM },
      response: { body: { type: 'user.list', users: [], total_count: 0, user_id: '1' } },
    },
    code: 'field',
    because: '/user_id is not described',
    at: `${I}/response/body/user_id`,
  },
  {
    what: 'a reply of another media type',
    call: { response: { headers: { 'Content-Type': 'application/xml' }, body: '<user/>' } },
    code: 'media-type',
    because: 'the vendor answers retrieveUser with application/json',
    at: `${I}/response/headers`,
  },
  {
    what: 'an error in a shape that is not the vendor’s',
    call: {
      request: { path: '/v1/users/nobody' },
      response: { status: 404, body: { message: 'not found' } },
    },
    code: 'field',
    because: '/message is not described',
    at: `${I}/response/body/message`,
  },
  {
    what: 'an impossible state',
    call: { state: 'a user exist in the past' },
    code: 'state',
    because: /there is no provider state .*; the nearest are "a user exists"/,
    at: `${I}/providerStates/0`,
  },
  {
    what: 'a state whose parameters cannot be read',
    call: { version: '2.0.0', state: 'a user exists {id: u1}' },
    code: 'state',
    because: 'is no JSON object',
    at: `${I}/providerState`,
  },
  {
    what: 'a matcher that refuses its own example',
    call: {
      response: {
        body: { email: 'nobody' },
        matchingRules: {
          body: { '$.email': { combine: 'AND', matchers: [{ match: 'regex', regex: '^.+@.+$' }] } },
        },
      },
    },
    code: 'matcher',
    because: 'asks for ^.+@.+$, and the example is nobody',
    at: `${I}/response/matchingRules/body/$.email`,
  },
  {
    what: 'an integer matcher on a text',
    call: {
      version: '4.0',
      response: {
        body: { uid: 'u1' },
        matchingRules: { body: { '$.uid': { combine: 'AND', matchers: [{ match: 'integer' }] } } },
      },
    },
    code: 'matcher',
    because: 'asks for number, and the example is string',
    at: `${I}/response/matchingRules/body/$.uid`,
  },
  {
    what: 'more elements than the vendor ever sends',
    call: {
      version: '2.0.0',
      response: {
        body: { devices: Array.from({ length: 6 }, () => ({ platform: 'ios' })) },
        matchingRules: { '$.body.devices': { min: 6, match: 'type' } },
      },
    },
    code: 'value',
    because: '/devices must NOT have more than 5 items',
    at: `${I}/response/body/devices`,
  },
  {
    what: 'a decimal where the vendor sends whole numbers',
    call: {
      provider: 'usercom',
      request: { path: '/api/public/users/1/', headers: USERCOM },
      response: {
        body: { id: 1 },
        matchingRules: { body: { '$.id': { combine: 'AND', matchers: [{ match: 'decimal' }] } } },
      },
    },
    code: 'matcher',
    because: 'whole numbers here, which the matcher decimal refuses',
    at: `${I}/response/matchingRules/body/$.id`,
  },
];
