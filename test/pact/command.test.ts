import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PactError } from '../../src/pact/pact-error.ts';
import { parsePact } from '../../src/pact/read-pact.ts';
import { vendouble } from '../support/command.ts';
import { temporaryFolder } from '../support/document.ts';
import { type Json, pactOf, pactWith } from './support.ts';

const folder = temporaryFolder();

function written(name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  return file;
}

const sound = written('sound.json', pactOf({ response: { body: { uid: 'u1' } } }));
const broken = written('broken.json', pactOf({ response: { body: { uid: 'u1', nickname: 'Ada' } } }));

test('pact check reports what breaks the contract, with file and line in pact and contract, and exits 1', async () => {
  const { code, out, err } = await vendouble(['pact', 'check', sound, broken]).ended;
  expect([code, err]).toEqual([1, '']);
  expect(out).toMatch(
    /sound\.json: web → engage, checked against the contract of engage\n {2}1 interaction, 0 errors/,
  );
  expect(out).toMatch(/error field: .*\/nickname is not described/);
  expect(out).toMatch(/pact +\S*broken\.json:\d+ #\/interactions\/0\/response\/body\/nickname/);
  expect(out).toMatch(/contract +\S*v1\.yaml:\d+ #\/components\/schemas\/User/);
});

test('pact check exits 0 when no pact breaks its contract', async () => {
  expect(await vendouble(['pact', 'check', sound, '--vendor', 'engage']).ended).toMatchObject({
    code: 0,
    err: '',
  });
});

test('pact check writes JSON and JUnit reports', async () => {
  const json = await vendouble(['pact', 'check', broken, '--format', 'json']).ended;
  expect(JSON.parse(json.out)).toMatchObject({
    reports: [
      {
        vendor: 'engage',
        findings: [{ severity: 'error', code: 'field', pact: { line: expect.any(Number) } }],
      },
    ],
  });
  const junit = await vendouble(['pact', 'check', broken, '--format', 'junit']).ended;
  expect(junit.out).toMatch(/<testsuite name="web → engage" tests="1" failures="1">/);
  expect(junit.out).toMatch(/<failure message="the expected reply: \/nickname is not described/);
});

test('pact check fails when there is nothing to check', async () => {
  const empty = written('empty.json', pactWith([]));
  const { code, err } = await vendouble(['pact', 'check', empty]).ended;
  expect([code, err]).toEqual([
    1,
    expect.stringContaining('has no interaction over HTTP: nothing was checked'),
  ]);
});

const rules = (matchers: unknown): Json => ({
  matchingRules: { body: { '$.uid': { matchers } } },
  body: { uid: 'u1' },
});

test.each<[string, unknown, RegExp]>([
  ['a file that is not JSON', '{', /is not a pact: /],
  ['a list', [], /is not a pact: it is not an object/],
  ['JSON that is not a pact', { name: 'x' }, /is not a pact: it has no consumer/],
  [
    'an unknown version of Pact',
    { ...pactOf({}), metadata: { pactSpecification: { version: '9.0' } } },
    /is of version "9.0" of Pact, and only versions 1 to 4 are supported/,
  ],
  [
    'an unknown matcher',
    pactOf({ response: rules([{ match: 'fuzzy' }]) }),
    /#\/interactions\/0\/response\/matchingRules\/body\/\$\.uid\/matchers\/0: the matcher cannot be applied: there is no matcher "fuzzy"/,
  ],
  [
    'a broken regular expression',
    pactOf({ response: rules([{ match: 'regex', regex: '(' }]) }),
    /its regex \( is invalid/,
  ],
  [
    'a matcher without its regular expression',
    pactOf({ response: rules([{ match: 'regex' }]) }),
    /its regex is missing/,
  ],
  [
    'a minimum above the maximum',
    pactOf({ response: rules([{ match: 'type', min: 3, max: 1 }]) }),
    /its min 3 is above its max 1/,
  ],
  [
    'an invalid path of a matcher',
    pactOf({ response: { matchingRules: { body: { '$..uid[': { matchers: [] } } } } }),
    /is not a path that Pact knows/,
  ],
  ['an invalid status', pactOf({ response: { status: 'ok' } }), /"ok" is not an HTTP status/],
])('an unusable pact file is refused in one sentence: %s', (_what, content, message) => {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const refused = expect(() => parsePact(text, 'bad.json'));
  refused.toThrow(PactError);
  refused.toThrow(message);
});

test('pact check exits 2 and prints no report for a file that is not a pact', async () => {
  const { code, out, err } = await vendouble(['pact', 'check', sound, written('bad.json', '{')]).ended;
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(/^vendouble: .*bad\.json is not a pact: .*\n$/);
});

test('pact check exits 2 when the provider is not a known vendor', async () => {
  const other = written('other.json', pactOf({ provider: 'Stripe', request: {} }));
  const { code, err } = await vendouble(['pact', 'check', other]).ended;
  expect([code, err]).toEqual([
    2,
    expect.stringMatching(
      /provider "Stripe", which is no vendor; say with --vendor which it is .*, or name its OpenAPI document with --spec/,
    ),
  ]);
});
