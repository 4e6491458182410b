/** The same consumer with Pact: what it expects of Intercom is written down, and Intercom's double keeps it. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MatchersV3, PactV3 } from '@pact-foundation/pact';
import intercom from 'intercom-client';
import { verifyPacts } from 'vendouble/pact';
import { expect, test } from 'vitest';
import { findByEmail, pullUsers } from './sync.ts';

const dir = mkdtempSync(join(tmpdir(), 'pacts-'));
const { eachLike, integer, like, fromProviderState } = MatchersV3;

// biome-ignore lint/suspicious/noTemplateCurlyInString: the verifier puts in what the provider state gives back
const Authorization = fromProviderState('${authorization}', 'Basic dG9rZW46');
const asked = { method: 'GET', headers: { Accept: 'application/json', Authorization } };
const json = { 'Content-Type': 'application/json' };
const ada = 'ada.lovelace@example.com';

const pact = () => new PactV3({ consumer: 'sync', provider: 'Intercom', dir, logLevel: 'error' });
const clientAt = (baseUrl: string) => new intercom.Client({ token: 'token' }).useRequestOpts({ baseUrl });

test('all users are pulled', async () => {
  await pact()
    .given('a user exists', { user_id: '1', email: ada })
    .uponReceiving('the first page of users')
    .withRequest({ ...asked, path: '/users', query: { order: 'asc' } })
    .willRespondWith({
      status: 200,
      headers: json,
      body: {
        pages: { next: null },
        users: eachLike({ user_id: like('1'), email: like(ada), created_at: integer(1_767_258_000) }),
      },
    })
    .executeTest(async ({ url }) => {
      const users = await pullUsers(clientAt(url), () => expect.fail('nobody asked to wait'));
      expect([...users.keys()]).toEqual(['1']);
    });
});

test('a user whom nobody knows is nothing', async () => {
  await pact()
    .given('no user exists')
    .uponReceiving('a search for an e-mail that nobody has')
    .withRequest({ ...asked, path: '/users', query: { email: ada } })
    .willRespondWith({
      status: 404,
      headers: json,
      body: { type: 'error.list', errors: [{ code: 'not_found' }] },
    })
    .executeTest(async ({ url }) => {
      expect(await findByEmail(clientAt(url), ada)).toBeUndefined();
    });
});

test('Intercom’s double keeps the pact', async () => {
  const { ok, interactions } = await verifyPacts({
    vendor: 'intercom',
    pacts: [join(dir, 'sync-Intercom.json')],
  });
  expect(interactions.map(({ description, ok: kept }) => [description, kept])).toEqual([
    ['a search for an e-mail that nobody has', true],
    ['the first page of users', true],
  ]);
  expect(ok).toBe(true);
});
