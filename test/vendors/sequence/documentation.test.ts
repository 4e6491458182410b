/** The examples of the documentation, sent as they are printed. */
import { describe, expect, test } from 'vitest';
import { basic, count, post, processedText, query, read, start, UUID } from './support.ts';

describe('the documented User API', () => {
  test('creates the user of the example', async () => {
    await using emulator = await start();
    const basicUsername = 'TOKEN';
    const token = Buffer.from(`${basicUsername}:`).toString('base64');
    const data = {
      firstName: 'Wei',
      lastName: 'James',
      email: 'pifagor@example.me',
      plan: 'premium',
      logins: 5,
      myCustomAttribute: 'testing',
      externalId: 'kfzKyjdURh',
    };
    const reply = await fetch(`${emulator.url('sequence')}/user`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Basic ${token}` },
      body: JSON.stringify(data),
    });
    const text = await reply.text();
    expect(reply.status).toBe(200);
    expect(reply.headers.get('content-type')).toBe('application/json; charset=utf-8');
    const { messageId } = JSON.parse(text).batch[0];
    expect(messageId).toMatch(UUID);
    expect(text).toBe(processedText(messageId));
    expect(text).toHaveLength(118 + 36 - 8);
    expect(await read(emulator, 'kfzKyjdURh')).toMatchObject({
      externalId: 'kfzKyjdURh',
      firstName: 'Wei',
      lastName: 'James',
      email: 'pifagor@example.me',
      traits: { plan: 'premium', logins: 5, myCustomAttribute: 'testing' },
    });
  });

  test('accepts every attribute that the page lists', async () => {
    await using emulator = await start();
    const attributes = {
      intercomId: '5f3d',
      industry: 'Entertainment',
      companyName: 'Entourage',
      websiteUrl: 'https://example.me/',
      title: 'Director',
      city: 'Dorchester',
      region: 'Massachusetts',
      country: 'United States',
      browserLanguage: 'en-US',
      browserVersion: '91.0',
      browser: 'Chrome',
      signedUpAt: '2021-01-12T05:24:39.062Z',
      phone: '123-456-7890',
      photo: 'https://example.me/photo.png',
      email: 'pifagor@example.me',
      firstName: 'Wei',
      lastName: 'James',
    };
    const listed = { os: 'macOS', lastSeenAt: '2021-01-12T05:24:39.062Z', ...attributes };
    await post(emulator, '/user', { externalId: 'u1', ...listed });
    expect(await read(emulator, 'u1')).toEqual({
      id: expect.stringMatching(UUID),
      externalId: 'u1',
      ...attributes,
      os: null,
      lastSeenAt: '2026-01-01T00:00:00.000Z',
      traits: {},
      userId: expect.stringMatching(UUID),
      createdAt: '2026-01-01T00:00:00.000Z',
      updatedAt: '2026-01-01T00:00:00.000Z',
    });
  });
});

describe('the documented Batch Import API', () => {
  const example = {
    batch: [
      {
        type: 'identify',
        traits: {
          firstName: 'Wei',
          lastName: 'James',
          email: 'pifagor@example.me',
          plan: 'premium',
          logins: 5,
        },
        userId: '2zeqgSkKjz',
        timestamp: '2021-07-21T01:43:55Z',
        messageId: 'kfzKyjdURh',
        sentAt: new Date('2021-07-21T01:43:56Z').toUTCString(),
      },
      {
        type: 'track',
        event: 'Experiment Viewed',
        properties: {
          experiment_id: 'Sp0n1Q2ziJ',
          experiment_name: 'button_alteration',
          variation_id: 'B4Atsa9ahA',
          variation_name: 'blue',
        },
        userId: '1cezxfHlqZ',
        timestamp: '2021-07-21T01:43:55Z',
        messageId: 'rQeUO6L9yV',
      },
    ],
  };

  test('imports the user and the event of the example', async () => {
    await using emulator = await start();
    const { status, text } = await post(emulator, '/event/batch', example, {
      authorization: basic('MY_TOKEN:'),
    });
    expect(status).toBe(200);
    expect(text).toBe(
      '{"success":true,"total":2,"errors":0,"processed":2,"batch":[{"messageId":"kfzKyjdURh","success":true,"processed":true},{"messageId":"rQeUO6L9yV","success":true,"processed":true}]}',
    );
    expect(await read(emulator, '2zeqgSkKjz')).toMatchObject({
      firstName: 'Wei',
      traits: { plan: 'premium', logins: 5 },
    });
  });

  test('marks the event of the example as not processed the second time, and processes the user again', async () => {
    await using emulator = await start();
    await post(emulator, '/event/batch', example);
    const { text } = await post(emulator, '/event/batch', example);
    expect(text).toBe(
      '{"success":true,"total":2,"errors":0,"processed":1,"batch":[{"messageId":"kfzKyjdURh","success":true,"processed":true},{"messageId":"rQeUO6L9yV","success":true,"processed":false}]}',
    );
    expect(await count(emulator)).toBe(1);
  });

  test('clears a reserved attribute with null and removes a custom one', async () => {
    await using emulator = await start();
    await post(emulator, '/event/batch', example);
    const traits = { lastName: null, plan: null };
    await post(emulator, '/event/batch', { batch: [{ type: 'identify', userId: '2zeqgSkKjz', traits }] });
    expect(await read(emulator, '2zeqgSkKjz')).toMatchObject({
      firstName: 'Wei',
      lastName: null,
      traits: { logins: 5 },
    });
  });
});

test("the query of the GraphQL page is not modelled and gets the emulator's error instead of the vendor's", async () => {
  await using emulator = await start();
  const { status, headers, body } = await query(
    emulator,
    'query GetUser { getUser { id firstName lastName email } }',
  );
  expect([status, headers.get('x-vendouble-error')]).toEqual([501, 'NOT_MODELLED']);
  expect(body.detail).toContain('getUser');
});
