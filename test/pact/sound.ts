/** Pacts that a vendor keeps, with every common matcher, in each version of Pact. */
import { type Call, ENGAGE, INTERCOM, type Json, SEQUENCE, USERCOM } from './support.ts';

export interface Sound {
  readonly what: string;
  readonly call: Call;
}

const ID = '695637907eb42df0d3000001';
const CREATED = '2026-01-01T09:00:00.000+00:00';
const post = {
  method: 'POST',
  path: '/v1/users',
  headers: { ...ENGAGE, 'Content-Type': 'application/json' },
};
const rule = (...matchers: readonly Json[]): Json => ({ combine: 'AND', matchers });

const usercom = { path: '/api/public/users/1/', headers: USERCOM };
const intercom = { path: '/users', query: { user_id: ['1'] }, headers: INTERCOM };

/** Of a body, with one rule. */
const matching = (body: Json, path: string, ...matchers: readonly Json[]): Json => ({
  body,
  matchingRules: { body: { [path]: rule(...matchers) } },
});

export const sound: readonly Sound[] = [
  {
    what: 'V2, a reply of which only one field is read',
    call: { version: '2.0.0', response: { body: { uid: 'u1' } } },
  },
  {
    what: 'V2, a type matcher',
    call: {
      version: '2.0.0',
      response: { body: { first_name: 'Ada' }, matchingRules: { '$.body.first_name': { match: 'type' } } },
    },
  },
  {
    what: 'V2, a regex matcher in the path, a header and the body',
    call: {
      version: '2.0.0',
      request: {
        matchingRules: {
          '$.path': { match: 'regex', regex: '^/v1/users/\\w+$' },
          '$.headers.Authorization': { match: 'regex', regex: '^Basic ' },
        },
      },
      response: {
        body: { id: ID },
        matchingRules: { "$['body']['id']": { match: 'regex', regex: '[0-9a-f]{24}' } },
      },
    },
  },
  {
    what: 'V2, each like, with a matcher of every element',
    call: {
      version: '2.0.0',
      state: 'a page of users',
      request: { path: '/v1/users', query: 'limit=10' },
      response: {
        body: { data: [{ uid: 'u1', meta: { plan: 'pro' } }] },
        matchingRules: {
          '$.body.data': { min: 1, match: 'type' },
          '$.body.data[*].uid': { match: 'type' },
          '$.body.data[*].*': { match: 'type' },
        },
      },
    },
  },
  { what: 'V2, no state and no body', call: { version: '2.0.0', state: '' } },
  {
    what: 'V2, parameters in the text of a state',
    call: { version: '2.0.0', state: 'a user exists {"id":"u9"}', request: { path: '/v1/users/u9' } },
  },
  {
    what: 'V3, a user that exists, by parameters',
    call: { state: 'a user exists', params: { id: 'u9' }, request: { path: '/v1/users/u9' } },
  },
  { what: 'V3, type', call: { response: matching({ uid: 'u1' }, '$.uid', { match: 'type' }) } },
  {
    what: 'V3, integer',
    call: {
      provider: 'usercom',
      request: usercom,
      response: matching({ id: 1 }, '$.id', { match: 'integer' }),
    },
  },
  {
    what: 'V3, number',
    call: {
      provider: 'usercom',
      request: usercom,
      response: matching({ score: 0 }, '$.score', { match: 'number' }),
    },
  },
  {
    what: 'V3, boolean',
    call: {
      provider: 'intercom',
      request: intercom,
      response: matching({ anonymous: false }, '$.anonymous', { match: 'boolean' }),
    },
  },
  { what: 'V3, null', call: { response: matching({ number: null }, '$.number', { match: 'null' }) } },
  {
    what: 'V3, include',
    call: { response: matching({ email: 'ada@example.com' }, '$.email', { match: 'include', value: '@' }) },
  },
  {
    what: 'V3, a time with a pattern of Java’s',
    call: {
      response: matching({ created_at: CREATED }, '$.created_at', {
        match: 'timestamp',
        timestamp: "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
      }),
    },
  },
  {
    what: 'V3, equality inside a type matcher',
    call: {
      response: {
        body: { devices: [{ platform: 'ios' }] },
        matchingRules: {
          body: {
            '$.devices': rule({ match: 'type', min: 1, max: 5 }),
            '$.devices[*].platform': rule({ match: 'equality' }),
          },
        },
      },
    },
  },
  {
    what: 'V3, either of two matchers',
    call: {
      response: {
        body: { email: null },
        matchingRules: {
          body: { '$.email': { combine: 'OR', matchers: [{ match: 'type' }, { match: 'null' }] } },
        },
      },
    },
  },
  {
    what: 'V3, a query and its matcher',
    call: {
      request: {
        path: '/v1/users',
        query: { limit: ['5'] },
        matchingRules: { query: { limit: rule({ match: 'integer' }) } },
      },
    },
  },
  {
    what: 'V3, a user created',
    call: {
      state: 'no user exists',
      request: { ...post, body: { id: 'u144', email: 'a@example.com', meta: { plan: 'pro', age: 34 } } },
      response: { body: { uid: 'u144', meta: { plan: 'pro' } } },
    },
  },
  {
    what: 'V3, a call that the vendor refuses as it should',
    call: {
      state: 'no user exists',
      request: { ...post, body: { email: 'a@example.com' } },
      response: { status: 400, body: { error: 'id should contain only letters and numbers.' } },
    },
  },
  {
    what: 'V3, a user that is not there',
    call: {
      provider: 'intercom',
      state: 'no user exists',
      request: intercom,
      response: {
        status: 404,
        body: { type: 'error.list', errors: [{ code: 'not_found', message: 'User Not Found' }] },
      },
    },
  },
  {
    what: 'V3, no credential, and the reply to that',
    call: { request: { headers: {} }, response: { status: 401 } },
  },
  {
    what: 'V4, wrapped bodies and listed headers',
    call: {
      version: '4.0',
      provider: 'sequence',
      state: 'no user exists',
      request: {
        method: 'POST',
        path: '/user',
        headers: SEQUENCE,
        body: { externalId: 'u5', email: 'q@example.com' },
      },
      response: { body: { success: true, total: 1 } },
    },
  },
  {
    what: 'V4, a form',
    call: {
      version: '4.0',
      provider: 'intercom',
      request: {
        ...intercom,
        headers: { ...INTERCOM, 'Intercom-Version': '1.4' },
      },
      response: { body: { type: 'user' } },
    },
  },
  {
    what: 'V4, a status of a class',
    call: {
      version: '4.0',
      response: { matchingRules: { status: { '': rule({ match: 'statusCode', status: 'success' }) } } },
    },
  },
  {
    what: 'V4, values of an object, each by a rule',
    call: {
      version: '4.0',
      response: matching({ meta: { plan: 'pro' } }, '$.meta', {
        match: 'eachValue',
        rules: [{ match: 'type' }],
      }),
    },
  },
  {
    what: 'V4, keys of an object, each by a rule',
    call: {
      version: '4.0',
      response: matching({ meta: { plan: 'pro' } }, '$.meta', {
        match: 'eachKey',
        rules: [{ match: 'regex', regex: '\\w+' }],
      }),
    },
  },
  {
    what: 'V4, an array that contains',
    call: {
      version: '4.0',
      request: { path: '/v1/users' },
      response: matching({ data: [{ uid: 'u1' }] }, '$.data', {
        match: 'arrayContains',
        variants: [{ index: 0, rules: { '$.uid': rule({ match: 'type' }) }, generators: {} }],
      }),
    },
  },
  {
    what: 'V4, not empty, a date and time',
    call: {
      version: '4.0',
      provider: 'usercom',
      request: usercom,
      response: {
        body: { key: 'nvgPKnB1yHBO', created_at: '2026-01-01T09:00:00.000000Z' },
        matchingRules: {
          body: {
            '$.key': rule({ match: 'notEmpty' }),
            '$.created_at': rule({ match: 'datetime', format: "yyyy-MM-dd'T'HH:mm:ss.SSSSSSX" }),
          },
        },
      },
    },
  },
  {
    what: 'V4, a used-up rate limit',
    call: {
      version: '4.0',
      provider: 'intercom',
      state: 'the rate limit is exhausted',
      request: intercom,
      response: { status: 429, body: { type: 'error.list' } },
    },
  },
  {
    what: 'V4, several kinds of reply, of which one is meant',
    call: {
      version: '4.0',
      provider: 'intercom',
      request: { path: '/users', headers: INTERCOM },
      response: {
        body: { type: 'user.list', users: [{ type: 'user', custom_attributes: { plan: 'pro' } }] },
      },
    },
  },
];
