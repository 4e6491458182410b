/** 202, parents that nothing creates, and creations by PUT. */
import { expect, test } from 'vitest';
import { documentOf, list, object, serveDocument, text } from './documents-support.ts';
import { call } from './support.ts';

const Job = object({ 'id!': text, title: text });
const Sent = object({ title: text });

test('what is accepted with 202 is done', async () => {
  await using emulator = await serveDocument(
    documentOf({
      'GET /jobs': { replies: { 200: list(Job) } },
      'POST /jobs': { body: Sent, replies: { 202: Job } },
      'GET /jobs/{id}': { replies: { 200: Job } },
      'PATCH /jobs/{id}': { body: Sent, replies: { 202: null } },
      'DELETE /jobs/{id}': { replies: { 202: null } },
    }),
  );
  const made = await call(emulator, 'POST', '/jobs', { title: 'A' });
  expect(made.status).toBe(202);
  const path = `/jobs/${made.body.id}`;
  expect((await call(emulator, 'PATCH', path, { title: 'B' })).status).toBe(202);
  expect((await call(emulator, 'GET', path)).body).toEqual({ ...made.body, title: 'B' });
  expect((await call(emulator, 'DELETE', path)).status).toBe(202);
  expect((await call(emulator, 'GET', path)).status).toBe(404);
  expect((await call(emulator, 'GET', '/jobs')).body).toEqual([]);
});

test('a creation that answers with another thing than the record is left to the document', async () => {
  await using emulator = await serveDocument(
    documentOf({
      'POST /jobs': { body: Sent, replies: { 202: object({ 'ticket!': text }) } },
      'GET /jobs/{id}': { replies: { 200: Job } },
    }),
  );
  const { status, headers } = await call(emulator, 'POST', '/jobs', { title: 'A' });
  expect([status, headers.get('x-vendouble-source')]).toEqual([202, 'generated']);
});

test('a parent that no operation creates is taken as existing, and the reply says so', async () => {
  const Message = object({ 'id!': text, title: text });
  await using emulator = await serveDocument(
    documentOf({
      'POST /guilds/{guild_id}/channels': { body: Sent, replies: { 201: Job } },
      'GET /guilds/{guild_id}/channels': { replies: { 200: list(Job) } },
      'GET /channels/{channel_id}': { replies: { 200: Job } },
      'PATCH /channels/{channel_id}': { body: Sent, replies: { 200: Job } },
      'POST /channels/{channel_id}/messages': { body: Sent, replies: { 201: Message } },
      'GET /channels/{channel_id}/messages': { replies: { 200: list(Message) } },
      'GET /channels/{channel_id}/messages/{message_id}': { replies: { 200: Message } },
    }),
  );
  const { status, body, headers } = await call(emulator, 'POST', '/channels/7/messages', { title: 'A' });
  expect([status, headers.get('x-vendouble-reason')]).toEqual([
    201,
    'channel_id is taken as existing, because no operation creates it',
  ]);
  expect((await call(emulator, 'GET', `/channels/7/messages/${body.id}`)).body).toEqual(body);
  expect((await call(emulator, 'GET', '/channels/7/messages')).body).toEqual([body]);
});

test('a parent that an operation creates must exist', async () => {
  await using emulator = await serveDocument(
    documentOf({
      'POST /jobs': { body: Sent, replies: { 201: Job } },
      'GET /jobs/{job_id}': { replies: { 200: Job } },
      'POST /jobs/{job_id}/steps': { body: Sent, replies: { 201: Job } },
      'GET /jobs/{job_id}/steps/{step_id}': { replies: { 200: Job } },
    }),
  );
  expect((await call(emulator, 'POST', '/jobs/7/steps', { title: 'A' })).status).toBe(404);
});
