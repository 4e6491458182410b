/** OAuth's device authorization, which a security scheme of OpenAPI 3.2 describes, on the clock of the world. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';
import { writeDocuments } from '../support/document.ts';

let emulator: Emulator;
beforeAll(async () => {
  const spec = writeDocuments({
    'tv.yaml': {
      openapi: '3.2.0',
      info: { title: 'TV', version: '1' },
      servers: [{ url: 'https://tv.example.com/v1' }],
      security: [{ device: [] }],
      paths: { '/channels': { get: { responses: { 204: {}, 401: { summary: 'No token' } } } } },
      components: {
        securitySchemes: {
          device: {
            type: 'oauth2',
            flows: {
              deviceAuthorization: {
                deviceAuthorizationUrl: 'https://tv.example.com/oauth/device',
                tokenUrl: 'https://tv.example.com/oauth/token',
                scopes: {},
              },
            },
          },
        },
      },
    },
  });
  emulator = await createEmulator({
    documents: { tv: { spec, prefix: '/' } },
    port: 0,
    strict: true,
    clock: '2027-01-01T00:00:00Z',
  });
});
afterAll(() => emulator.close());

const post = async (
  path: string,
  fields: Record<string, string>,
): Promise<[number, Record<string, string>]> => {
  const reply = await fetch(`${emulator.url()}${path}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
  });
  return [reply.status, (await reply.json()) as Record<string, string>];
};

test('a device asks until its user has agreed, slows down when asked to, and then has a token that works', async () => {
  const [begun, { device_code: code = '', ...shown }] = await post('/oauth/device', {
    client_id: 'tv',
    scope: 'watch',
  });
  expect(begun).toBe(200);
  expect(shown).toMatchObject({
    user_code: expect.stringMatching(/^[0-9A-F]{4}-[0-9A-F]{4}$/),
    interval: 5,
    expires_in: 600,
  });
  const grant = {
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    device_code: code,
    client_id: 'tv',
  };
  expect(await post('/oauth/token', grant)).toMatchObject([400, { error: 'authorization_pending' }]);
  expect(await post('/oauth/token', grant)).toMatchObject([400, { error: 'slow_down' }]);
  emulator.advance('10s');
  const [status, token] = await post('/oauth/token', grant);
  expect([status, token]).toMatchObject([200, { token_type: 'Bearer', scope: 'watch' }]);
  const channels = await fetch(`${emulator.url()}/v1/channels`, {
    headers: { authorization: `Bearer ${token.access_token}` },
  });
  expect(channels.status).toBe(204);
  expect(await post('/oauth/token', grant)).toMatchObject([400, { error: 'invalid_grant' }]);
});

test('a code expires, and another grant is not answered', async () => {
  const [, { device_code: code = '' }] = await post('/oauth/device', { client_id: 'tv' });
  emulator.advance('600s');
  const grant = {
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    device_code: code,
    client_id: 'tv',
  };
  expect(await post('/oauth/token', grant)).toMatchObject([400, { error: 'expired_token' }]);
  expect(await post('/oauth/token', { ...grant, grant_type: 'password' })).toMatchObject([
    400,
    { error: 'unsupported_grant_type' },
  ]);
});
