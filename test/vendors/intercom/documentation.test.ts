/** The example of "Create or Update User" in the documentation of version 1.0, key by key. */
import { expect, test } from 'vitest';
import { NOW_SECONDS, sender, start } from './support.ts';

const REQUEST = `
{
  "user_id": "25",
  "email": "email@example.com",
  "name": "Joe Example",
  "phone": "555671243",
  "signed_up_at": 1392731331,
  "last_seen_user_agent": "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.9",
  "custom_attributes": {
    "paid_subscriber" : true,
    "monthly_spend": 155.5,
    "team_mates": 9,
    "last_order_at":1475569818
  },
  "companies": [
    {
      "company_id" : "366",
      "name" : "Serenity",
      "monthly_spend" : 500
    }
  ]
}`;

/** What the documentation prints; the place of everything generated is taken by what is given. */
const reply = (generated: {
  id: string;
  company: string;
  image_url: string | null;
  location_data: object;
  created_at: number;
  updated_at: number;
}): string =>
  JSON.stringify({
    type: 'user',
    id: generated.id,
    user_id: '25',
    anonymous: false,
    email: 'email@example.com',
    phone: '555671243',
    name: 'Joe Example',
    pseudonym: null,
    avatar: { type: 'avatar', image_url: generated.image_url },
    app_id: 'ja43hiec',
    companies: {
      type: 'company.list',
      companies: [{ type: 'company', company_id: '366', id: generated.company, name: 'Serenity' }],
    },
    location_data: generated.location_data,
    last_request_at: null,
    created_at: generated.created_at,
    remote_created_at: 1392731331,
    signed_up_at: 1392731331,
    updated_at: generated.updated_at,
    session_count: 0,
    social_profiles: { type: 'social_profile.list', social_profiles: [] },
    unsubscribed_from_emails: false,
    user_agent_data: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.9',
    tags: { type: 'tag.list', tags: [] },
    segments: { type: 'segment.list', segments: [] },
    custom_attributes: {
      paid_subscriber: true,
      monthly_spend: 155.5,
      team_mates: 9,
      last_order_at: 1475569818,
    },
  });

test('the documented request gets the documented reply, byte for byte except for generated values', async () => {
  await using emulator = await start();
  const send = sender(emulator);
  const answer = await send('POST', '/users', REQUEST);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
  const { id, companies } = answer.body;
  expect(id).toMatch(/^[0-9a-f]{24}$/);
  expect(companies.companies[0].id).toMatch(/^[0-9a-f]{24}$/);
  expect(answer.text).toBe(
    reply({
      id,
      company: companies.companies[0].id,
      image_url: null,
      location_data: {},
      created_at: NOW_SECONDS,
      updated_at: NOW_SECONDS,
    }),
  );
});

test('the documented Ruby call needs only a user_id and an e-mail', async () => {
  await using emulator = await start();
  const { status, body } = await sender(emulator)('POST', '/users', {
    user_id: '25',
    email: 'email@example.com',
  });
  expect(status).toBe(200);
  expect(body).toMatchObject({
    user_id: '25',
    email: 'email@example.com',
    unsubscribed_from_emails: false,
    signed_up_at: null,
    custom_attributes: {},
  });
});

test('the documented PHP call may send last_seen_ip, which the reply does not show', async () => {
  await using emulator = await start();
  const { status, body } = await sender(emulator)('POST', '/users', {
    ...JSON.parse(REQUEST),
    last_seen_ip: '1.2.3.4',
  });
  expect(status).toBe(200);
  expect(body).not.toHaveProperty('last_seen_ip');
});

test('the documented Java call sets custom attributes', async () => {
  await using emulator = await start();
  const { body } = await sender(emulator)('POST', '/users', {
    email: 'email@example.com',
    user_id: '25',
    custom_attributes: { role: 'sergeant', browncoat: true },
  });
  expect(body.custom_attributes).toEqual({ role: 'sergeant', browncoat: true });
});
