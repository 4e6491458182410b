/** What must not be seen is not: a canary in every place where a client can put a secret. */
import { expect, test } from 'vitest';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { vendors } from '../../src/vendors/index.ts';
import { admin, startShop } from '../support/shop.ts';
import { introductionOf } from '../support/vendors.ts';

const CANARY = 'c4nary-s3cret';

const JSON_TYPE = { 'content-type': 'application/json' };
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** Headers and body of calls that carry the canary besides those of the credential. */
const CALLS: readonly (readonly [Readonly<Record<string, string>>, string])[] = [
  [JSON_TYPE, `{"name":"Rex","notes":{"password":"${CANARY}"}}`],
  [JSON_TYPE, `{"name":"Rex","notes":{"pass\\u0077ord":"${CANARY}"}}`],
  [JSON_TYPE, `{"name":"Rex","notes":{"access_token":["${CANARY}"],"my api key":{"a":"${CANARY}"}}}`],
  [JSON_TYPE, `{"name":"Rex","notes":{"text":"secret=${CANARY}"}}`],
  [JSON_TYPE, `{"name":"Rex","age":"password: ${CANARY}"}`],
  [JSON_TYPE, `{"name":"Rex","notes":{"client_secret":"${CANARY}"},}`],
  [JSON_TYPE, `{"password": ${CANARY}}`],
  [JSON_TYPE, `{"name":"${'x'.repeat(70_000)}","notes":{"password":"${CANARY}"}}`],
  [JSON_TYPE, `{"notes":{"password":"${CANARY}${'x'.repeat(70_000)}"}}`],
  ...['pwd', 'passphrase', 'private_key', 'credential', 'bearer', 'authorization', 'pin', 'user_pin'].map(
    (name) => [JSON_TYPE, `{"name":"Rex","notes":{"${name}":"${CANARY}"}}`] as const,
  ),
  [{ ...JSON_TYPE, 'x-auth': CANARY, 'x-session-id': CANARY }, '{"name":"Tom"}'],
  [FORM, `name=Rex&api%5Fkey=${CANARY}&pass%77ord=${CANARY}`],
  [FORM, `name=Rex&password=%zz${CANARY}`],
  [{ 'content-type': 'text/plain' }, `token=${CANARY}`],
  [{ ...JSON_TYPE, 'x-auth-token': CANARY, 'X-Api-Key': `key ${CANARY}` }, '{"name":"Tom"}'],
];

test('journal, explanation, verification, tally and reports show no secret', async () => {
  const heard: string[] = [];
  await using emulator = await startShop({
    strict: false,
    accounts: { petshop: [{ token: CANARY }] },
    onRefusal: (explanation) => heard.push(JSON.stringify(explanation)),
    report: ({ stack = '' }) => heard.push(stack),
  });
  const url = `${emulator.url('petshop')}/pets?api_key=${CANARY}&key=${CANARY}&sid=${CANARY}&user%5Bpassword%5D=${CANARY}`;
  const session = { authorization: `Bearer ${CANARY}`, cookie: `session=${CANARY}` };
  const names: string[] = [];
  for (const [headers, body] of CALLS) {
    const reply = await fetch(url, { method: 'POST', headers: { ...session, ...headers }, body });
    names.push(reply.headers.get('x-vendouble-exchange') ?? '');
  }
  await fetch(`${emulator.url('petshop')}/pest?token=${CANARY}`, { headers: session });
  for (const name of names)
    heard.push(JSON.stringify((await admin(emulator, 'GET', `/explain/${name}`)).body));
  const where = { body: { notes: { password: 'another', text: 'another' } }, query: { api_key: 'another' } };
  const expectation = { operation: 'createPet', where };
  heard.push(
    JSON.stringify((await admin(emulator, 'GET', '/exchanges')).body),
    JSON.stringify((await admin(emulator, 'POST', '/verify', expectation)).body),
    JSON.stringify(emulator.tally()),
  );
  expect(names).toHaveLength(new Set(names).size);
  expect(heard.length).toBeGreaterThan(CALLS.length);
  expect(heard.filter((text) => text.includes('c4nary'))).toEqual([]);
});

test('verify compares secrets that the journal masks', async () => {
  await using emulator = await startShop();
  await fetch(`${emulator.url('petshop')}/pets?api_key=${CANARY}`, {
    method: 'POST',
    headers: { authorization: 'Bearer token', ...JSON_TYPE },
    body: `{"name":"Rex","notes":{"password":"${CANARY}"}}`,
  });
  const where = { body: { notes: { password: CANARY } }, query: { api_key: CANARY } };
  expect(emulator.verify({ where })).toEqual({ ok: true, count: 1 });
});

/** By vendor, how a user is created. */
const CREATES: Readonly<Record<string, readonly [path: string, body: object]>> = {
  engage: ['/users', { id: 'u1' }],
  intercom: ['/users', { user_id: 'u1' }],
  usercom: ['/api/public/users/', { email: 'a@example.com' }],
  sequence: ['/user', { externalId: 'u1' }],
};

test.each(vendors.map(({ name }) => name))('a snapshot holds no credential of %s', async (name) => {
  const { accounts } = introductionOf(name);
  const [path, body] = CREATES[name] ?? expect.fail(`say how ${name} creates a user`);
  await using emulator = await createEmulator({
    vendors: [name],
    port: 0,
    accounts: { [name]: accounts.map(([account]) => account) },
  });
  for (const [, headers] of accounts)
    await fetch(emulator.url(name) + path, {
      method: 'POST',
      headers: { ...headers, ...JSON_TYPE },
      body: JSON.stringify(body),
    });
  const snapshot = await emulator.snapshot();
  expect(Object.keys(snapshot)).toHaveLength(2);
  for (const secret of accounts.flatMap(([account]) => Object.values(account)))
    expect(JSON.stringify(snapshot)).not.toMatch(new RegExp(`[/:"]${secret}"`));
});
