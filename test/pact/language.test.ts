/** What pact files may hold besides the usual: other versions, other bodies, headers, other kinds of interaction. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MatchersV2 } from '@pact-foundation/pact';
import { expect, test } from 'vitest';
import { checkPact } from '../../src/pact/check-pact.ts';
import { parsePact } from '../../src/pact/read-pact.ts';
import { checkPacts } from '../../src/testing/pact.ts';
import { vendouble } from '../support/command.ts';
import { temporaryFolder, writeDocuments } from '../support/document.ts';
import {
  checked,
  INTERCOM,
  interactionOf,
  type Json,
  pactOf,
  pactWith,
  serviceOf,
  things,
} from './support.ts';

const folder = temporaryFolder();
let written = 0;

function fileOf(pact: unknown): string {
  const file = join(folder, `pact-${++written}.json`);
  writeFileSync(file, typeof pact === 'string' ? pact : JSON.stringify(pact, null, 2));
  return file;
}

const found = async (pact: unknown): Promise<readonly string[]> => {
  const report = await checkPact(parsePact(JSON.stringify(pact), 'web.json'), serviceOf('engage'), {});
  return report.findings.map(({ severity, code }) => `${severity} ${code}`);
};

const messages = async (call: Parameters<typeof checked>[0]): Promise<readonly string[]> =>
  (await checked(call)).findings.map(({ severity, message }) => `${severity}: ${message}`);

test('a pact of version 1, and one without a version, are read', async () => {
  const { metadata: _metadata, ...unversioned } = pactOf({ response: { body: { uid: 'u1' } } });
  expect(await found(unversioned)).toEqual([]);
  expect(await found({ ...unversioned, metadata: { pactSpecification: { version: '1.0.0' } } })).toEqual([]);
});

test('messages in a pact are named and left out, and the calls beside them are checked', async () => {
  const call = interactionOf({ version: '4.0', response: { body: { uid: 5 } } });
  const message = { type: 'Asynchronous/Messages', description: 'an event', contents: {} };
  const file = fileOf(pactWith([message, call], { version: '4.0' }));
  const { code, out } = await vendouble(['pact', 'check', file]).ended;
  expect(code).toBe(1);
  expect(out).toMatch(
    /warning left-out: the interaction was not checked: it is of the type Asynchronous\/Messages/,
  );
  expect(out).toMatch(/error value: .*\/uid must be string/);
});

test('a body that is nested too deeply is refused with a sentence', async () => {
  const deep = `${'['.repeat(5_000)}${']'.repeat(5_000)}`;
  const text = JSON.stringify(pactOf({ response: { body: { meta: 'DEEP' } } })).replace('"DEEP"', deep);
  const { code, err } = await vendouble(['pact', 'check', fileOf(text)]).ended;
  expect([code, err]).toEqual([
    2,
    expect.stringMatching(/is not a pact: it is nested more than 200 levels deep\n$/),
  ]);
});

test('a version 4 body without content is a body', async () => {
  const call = interactionOf({ version: '4.0' });
  const response = { ...(call.response as Json), body: { uid: 5 } };
  expect(await found(pactWith([{ ...call, response }], { version: '4.0' }))).toEqual(['error value']);
});

test('a pending interaction that breaks the contract gets a warning', async () => {
  const call = { ...interactionOf({ version: '4.0', response: { body: { uid: 5 } } }), pending: true };
  expect(await found(pactWith([call], { version: '4.0' }))).toEqual(['warning value']);
});

test('the ISO date pattern of pact-js, with look-ahead and back-references, is matched', async () => {
  const { regex: pattern } = JSON.parse(JSON.stringify(MatchersV2.iso8601Date('2015-08-06')));
  const rule = (value: string): Json => ({
    body: { created_at: value },
    matchingRules: {
      body: { '$.created_at': { combine: 'AND', matchers: [{ match: 'regex', regex: pattern }] } },
    },
  });
  const said = await messages({ response: rule('not a date') });
  expect(said).toContainEqual(
    expect.stringMatching(/^error: the matcher asks for .*, and the example is not a date$/),
  );
  expect((await messages({ response: rule('2015-08-06') })).filter((one) => /asks for/.test(one))).toEqual(
    [],
  );
});

test('a pattern that takes too long is stopped, and the finding is a warning', async () => {
  const matchers = [{ match: 'regex', regex: '^(a+)+\\1c$' }];
  const response = {
    body: { first_name: `${'a'.repeat(60)}b` },
    matchingRules: { body: { '$.first_name': { combine: 'AND', matchers } } },
  };
  expect(await messages({ response })).toEqual([
    expect.stringMatching(
      /^warning: the matcher was not applied: cannot be matched with the pattern .* within 100 milliseconds$/,
    ),
  ]);
});

test.each<[string, Json, string]>([
  [
    'that no contract describes',
    { 'X-Next-Cursor': 'abc' },
    'error: the vendor does not send the header x-next-cursor: the contract does not describe it',
  ],
  [
    'of HTTP that may be missing',
    { ETag: '"1"' },
    'warning: the contract does not describe the header etag, so it may be missing',
  ],
])('a header of a reply %s is reported', async (_what, headers, message) => {
  const response = { headers: { 'Content-Type': 'application/json', ...headers } };
  expect(await messages({ response })).toEqual([message]);
});

test('a header that the vendor sends as a number is not expected as a text', async () => {
  const call = {
    provider: 'intercom',
    request: { path: '/users', headers: INTERCOM },
    response: { headers: { 'X-RateLimit-Limit': 'many' } },
  };
  expect(await messages(call)).toEqual([
    'error: the vendor sends a number in the header x-ratelimit-limit, not "many"',
  ]);
});

test('an Accept header that nothing satisfies is an error, for a vendor and for a document', async () => {
  const html = { request: { path: '/users', headers: { ...INTERCOM, Accept: 'text/html' } } };
  expect(await messages({ provider: 'intercom', ...html })).toEqual([
    expect.stringMatching(/^error: the call accepts text\/html, and the vendor answers with nothing of it/),
  ]);
  const spec = writeDocuments({ 'things.yaml': things({ 'application/json': {} }) });
  const call = interactionOf({ state: '', request: { path: '/things', headers: { Accept: 'text/html' } } });
  const { reports } = await checkPacts({ pacts: [fileOf(pactWith([call]))], spec });
  expect(reports[0]?.findings.map(({ message }) => message)).toEqual([
    'the call accepts text/html, and the vendor answers getThings with application/json',
  ]);
});

const matcher = (path: string, value: unknown, ...matchers: readonly unknown[]): Json => ({
  body: value,
  matchingRules: { body: { [path]: { combine: 'AND', matchers } } },
});

test.each<[string, string, Json, string]>([
  [
    'a key that eachKey refuses',
    '/v1/users/u1',
    matcher(
      '$.meta',
      { meta: { a: 'x' } },
      { match: 'eachKey', rules: [{ match: 'regex', regex: '^[0-9]+$' }] },
    ),
    'error: the matcher refuses the name "a": it asks for ^[0-9]+$, and the example is a',
  ],
  [
    'a minimum that the contract does not know',
    '/v1/users',
    matcher('$.data', { data: [{}, {}, {}] }, { match: 'type', min: 3 }),
    'warning: the vendor may also send fewer than 3 elements, which the matcher refuses',
  ],
  [
    'a maximum that the contract does not know',
    '/v1/users',
    matcher('$.data', { data: [{}] }, { match: 'type', max: 1 }),
    'warning: the vendor may also send more than 1 elements, which the matcher refuses',
  ],
  [
    'a pattern around a text of any kind',
    '/v1/users/u1',
    matcher('$.uid', { uid: 'u1' }, { match: 'regex', regex: '^u1$' }),
    'warning: the vendor may also send any other text, which ^u1$ refuses',
  ],
])('a matcher is compared to its contract: %s', async (_what, path, response, message) => {
  expect(await messages({ version: '4.0', request: { path }, response })).toEqual([message]);
});

test('an example that breaks a pattern gets a warning where a type matcher accepts other values', async () => {
  const response = { body: { created_at: 'yesterday' } };
  expect(await messages({ response })).toEqual([expect.stringMatching(/^error: .*must match pattern/)]);
  const rules = {
    matchingRules: { body: { '$.created_at': { combine: 'AND', matchers: [{ match: 'type' }] } } },
  };
  expect(await messages({ response: { ...response, ...rules } })).toEqual([
    expect.stringMatching(/^warning: .*must match pattern/),
  ]);
});

test.each([200, 204, 500])(
  'a reply %i of an operation with nothing but default passes without a warning',
  async (status) => {
    const spec = writeDocuments({
      'a.yaml': {
        openapi: '3.0.3',
        info: { title: 'A', version: '1' },
        paths: { '/a': { get: { responses: { default: { description: 'every reply' } } } } },
      },
    });
    const call = interactionOf({ state: '', request: { path: '/a' }, response: { status, headers: {} } });
    const { reports } = await checkPacts({ pacts: [fileOf(pactWith([call]))], spec });
    expect(reports[0]?.findings).toEqual([]);
  },
);

test('a success that only default documents gets a warning in the pact of a document', async () => {
  const spec = writeDocuments({
    'a.yaml': {
      openapi: '3.0.3',
      info: { title: 'A', version: '1' },
      paths: {
        '/a': { get: { responses: { 200: { description: 'ok' }, default: { description: 'other' } } } },
      },
    },
  });
  const call = interactionOf({ state: '', request: { path: '/a' }, response: { status: 202, headers: {} } });
  const { reports } = await checkPacts({ pacts: [fileOf(pactWith([call]))], spec });
  expect(reports[0]?.findings.map(({ severity, code }) => `${severity} ${code}`)).toEqual(['warning status']);
});

test('paths without the base path of a document pass with --base-path, and the message names it', async () => {
  const spec = writeDocuments({
    'things.yaml': { ...things({ 'application/json': {} }), servers: [{ url: '/api' }] },
  });
  const file = fileOf(pactWith([interactionOf({ state: '', request: { path: '/things' } })]));
  const without = await vendouble(['pact', 'check', file, '--spec', spec]).ended;
  expect([without.code, without.out]).toEqual([1, expect.stringContaining('add --base-path /api')]);
  const { code } = await vendouble(['pact', 'check', file, '--spec', spec, '--base-path', '/api']).ended;
  expect(code).toBe(0);
});

const form = ['--b', 'Content-Disposition: form-data; name="size"', '', 'SIZE', '--b--', ''].join('\r\n');

test.each<[string, string, string, readonly string[]]>([
  ['multipart that conforms', 'multipart/form-data', form.replace('SIZE', '5'), []],
  ['multipart of a wrong type', 'multipart/form-data', form.replace('SIZE', 'big'), ['error request']],
  ['XML that conforms', 'application/xml', '<thing><size>5</size></thing>', []],
  ['XML of a wrong type', 'application/xml', '<thing><size>big</size></thing>', ['error request']],
  ['what is no XML', 'application/xml', 'size=5', ['error request']],
  ['bytes of a kind without a value', 'application/zip', 'PK', ['warning unjudged']],
  ['a form that conforms', 'application/x-www-form-urlencoded', 'size=5', []],
  ['a text', 'text/plain', 'five', []],
])(
  'a body that is not JSON is checked by its parts, or the report says that it was not: %s',
  async (_what, type, body, findings) => {
    const xml = { name: 'thing' };
    const schema = { type: 'object', xml, required: ['size'], properties: { size: { type: 'integer' } } };
    const content = {
      'multipart/form-data': { schema },
      'application/xml': { schema },
      'application/zip': { schema },
      'application/x-www-form-urlencoded': { schema },
      'text/plain': { schema: { type: 'string' } },
    };
    const spec = writeDocuments({
      'a.yaml': {
        openapi: '3.0.3',
        info: { title: 'A', version: '1' },
        paths: { '/a': { post: { requestBody: { content }, responses: { 204: { description: 'ok' } } } } },
      },
    });
    const request = { method: 'POST', path: '/a', headers: { 'Content-Type': `${type}; boundary=b` }, body };
    const call = interactionOf({ state: '', request, response: { status: 204, headers: {} } });
    const { reports } = await checkPacts({ pacts: [fileOf(pactWith([call]))], spec });
    expect(reports[0]?.findings.map(({ severity, code }) => `${severity} ${code}`)).toEqual(findings);
  },
);

test('pact check writes annotations for GitHub Actions', async () => {
  const file = fileOf(pactOf({ response: { body: { uid: 5 } } }));
  const { out } = await vendouble(['pact', 'check', file, '--format', 'github']).ended;
  expect(out).toMatch(
    /^::error file=.*,line=\d+,title=pact%3A value::a call: the expected reply: \/uid must be string%0AContract: .*specs/m,
  );
});

test('two interactions with one description are distinguished by their states', async () => {
  const one = interactionOf({ state: 'no user exists', response: { body: { uid: 5 } } });
  const other = interactionOf({ state: 'one user', response: { body: { uid: 'u1' } } });
  const file = fileOf(pactWith([one, other]));
  const { out } = await vendouble(['pact', 'check', file, '--format', 'json']).ended;
  expect(JSON.parse(out).reports[0].findings[0].interaction).toBe('a call, given no user exists');
});
