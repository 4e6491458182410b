/** The same consumer with Pact: what it expects of Engage is written down, and Engage's double keeps it. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Engage from '@engage_so/js';
import { MatchersV3, PactV3 } from '@pact-foundation/pact';
import { verifyPacts } from 'vendouble/pact';
import { expect, test } from 'vitest';
import { redirectEngage } from './connect.ts';
import { signUp } from './signup.ts';

const dir = mkdtempSync(join(tmpdir(), 'pacts-'));
const { like, fromProviderState } = MatchersV3;

// biome-ignore lint/suspicious/noTemplateCurlyInString: the verifier puts in what the provider state gives back
const Authorization = fromProviderState('${authorization}', 'Basic a2V5OnNlY3JldA==');
const sent = { 'Content-Type': 'application/json;charset=utf-8' };
const json = { 'Content-Type': 'application/json' };
const ada = { id: 'u1', email: 'ada@example.com', plan: 'pro' };

Engage.init({ key: 'key', secret: 'secret' });

const pact = () => new PactV3({ consumer: 'signup', provider: 'Engage', dir, logLevel: 'error' });

test('a new customer is made known, with an event', async () => {
  await pact()
    .given('no user exists')
    .uponReceiving('a new customer')
    .withRequest({
      method: 'PUT',
      path: '/v1/users/u1',
      headers: { ...sent, Authorization },
      body: { id: 'u1', email: ada.email, meta: { plan: 'pro' } },
    })
    .willRespondWith({
      status: 200,
      headers: json,
      body: { uid: 'u1', email: like(ada.email), meta: { plan: 'pro' } },
    })
    .given('a user exists', { id: 'u1' })
    .uponReceiving('the event of signing up')
    .withRequest({
      method: 'POST',
      path: '/v1/users/u1/events',
      headers: { ...sent, Authorization },
      body: { event: 'signed up', properties: { plan: 'pro' } },
    })
    .willRespondWith({ status: 200, headers: json, body: { status: 'ok' } })
    .executeTest(async ({ url }) => {
      const undo = await redirectEngage(url);
      await signUp(ada).finally(undo);
    });
});

test('a customer whom Engage refuses hears why', async () => {
  await pact()
    .given('the credential is revoked')
    .uponReceiving('a new customer, with a credential of yesterday')
    .withRequest({
      method: 'PUT',
      path: '/v1/users/u1',
      headers: { ...sent, Authorization },
      body: { id: 'u1', email: ada.email, meta: { plan: 'pro' } },
    })
    .willRespondWith({
      status: 401,
      headers: json,
      body: { error: like('Wrong authentication credentials.') },
    })
    .executeTest(async ({ url }) => {
      const undo = await redirectEngage(url);
      await expect(signUp(ada).finally(undo)).rejects.toThrow('Engage: Wrong authentication credentials.');
    });
});

test('Engage’s double keeps the pact', async () => {
  const { ok, interactions } = await verifyPacts({
    vendor: 'engage',
    pacts: [join(dir, 'signup-Engage.json')],
  });
  expect(interactions.filter(({ ok: kept }) => !kept)).toEqual([]);
  expect([ok, interactions.length]).toEqual([true, 3]);
});
