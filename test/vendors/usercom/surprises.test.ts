/** What surprises clients of User.com, and how they are told. */
import { expect, test } from 'vitest';
import { vendouble } from '../../support/command.ts';
import { apiOf, clientOf, created, start, TOKEN } from './support.ts';

const NOTICE = 'x-vendouble-notice';

/** The documentation's sample for XMLHttpRequest: a form whose label says JSON. */
const sendSample = (api: string, body: string): Promise<Response> =>
  fetch(`${api}/users/`, {
    method: 'POST',
    headers: { authorization: `Token ${TOKEN}`, 'content-type': 'application/json' },
    body,
  });
const SAMPLE = 'email=mynewemail%40mydomain.com&first_name=John&last_name=Doe';

test('a form that is labelled as JSON is refused as the framework does, and explain says what is wrong', async () => {
  await using emulator = await start();
  const reply = await sendSample(apiOf(emulator), SAMPLE);
  expect([reply.status, await reply.json()]).toEqual([
    400,
    { detail: 'JSON parse error - Expecting value: line 1 column 1 (char 0)' },
  ]);
  expect(emulator.explain(reply.headers.get('x-vendouble-exchange') ?? '').summary).toContain(
    'the body is a form, its label says JSON; send it as application/x-www-form-urlencoded',
  );
});

test('lenientBodies reads it as a form, and other malformed JSON is still refused', async () => {
  await using emulator = await start({ options: { usercom: { lenientBodies: true } } });
  const reply = await sendSample(apiOf(emulator), SAMPLE);
  expect([reply.status, await reply.json()]).toMatchObject([
    201,
    { email: 'mynewemail@mydomain.com', name: 'John Doe' },
  ]);
  expect((await sendSample(apiOf(emulator), '{"email":')).status).toBe(400);
  expect((await sendSample(apiOf(emulator), 'email')).status).toBe(400);
  expect((await sendSample(apiOf(emulator), '{"email":"a=b@example.com"}')).status).toBe(201);
});

test.each([
  [1, 'user_id'],
  [2, 'custom_id'],
] as const)('version %i: the notice of a read by %s says how replies show it', async (version, name) => {
  await using emulator = await start();
  const client = clientOf(emulator, version);
  const { id } = await created(client, { [name]: 'u1' });
  const read = await client.get('/users-by-id/u1/');
  expect(read.body).not.toHaveProperty(name);
  expect(read.headers.get(NOTICE)).toContain(`the reply shows no ${name}`);
  expect(emulator.explain('last').summary).toContain('start with usercom:observed');
  expect((await client.get(`/users/${id}/`)).headers.get(NOTICE)).toBe(null);
  await using observed = await start({ options: { usercom: { responseShape: 'observed' } } });
  const other = clientOf(observed, version);
  await created(other, { [name]: 'u1' });
  const seen = await other.get('/users-by-id/u1/');
  expect([seen.body[name], seen.headers.get(NOTICE)]).toEqual(['u1', null]);
});

test('one word at the start chooses the recorded shape', async () => {
  const run = vendouble(['usercom:observed:lenientBodies', '--port', '0', '--ephemeral']);
  const reply = await sendSample(`${await run.ready}/usercom/api/public`, `${SAMPLE}&user_id=u1`);
  expect([reply.status, await reply.json()]).toMatchObject([201, { user_id: 'u1' }]);
  run.process.kill('SIGTERM');
  await run.ended;
  const { code, err } = await vendouble(['usercom:seen', '--port', '0', '--ephemeral']).ended;
  expect([code, err]).toEqual([2, expect.stringContaining('usercom has no option "seen"')]);
});
