/** The Batch Import API, element by element, with the oddities that the vendor's own server showed. */
import { describe, expect, test } from 'vitest';
import { count, post, query, read, start } from './support.ts';

const ok = (messageId?: unknown) => ({
  ...(messageId === undefined ? {} : { messageId }),
  success: true,
  processed: true,
});
const failed = (messageId?: unknown) => ({
  ...(messageId === undefined ? {} : { messageId }),
  success: false,
  processed: false,
  error: 'An error occured processing the event',
});
const repeated = (messageId: string) => ({ messageId, success: true, processed: false });

const identify = (more: object = {}) => ({ type: 'identify', userId: 'u', traits: { plan: 'pro' }, ...more });
const track = (more: object = {}) => ({ type: 'track', userId: 'u', event: 'Viewed', ...more });

/** The reply to a batch, with the counts that its elements make. */
const reply = (
  batch: readonly { processed: boolean }[],
  processed = batch.filter((e) => e.processed).length,
) => ({
  success: true,
  total: batch.length,
  errors: 0,
  processed,
  batch,
});

describe('elements of a batch', () => {
  test('are processed in order, whether or not others fail', async () => {
    await using emulator = await start();
    const batch = [
      identify({ messageId: 'a', traits: { plan: 'basic' } }),
      identify({ messageId: 'b', userId: 5 }),
      identify({ messageId: 'c', traits: { plan: 'pro' } }),
    ];
    const { status, body } = await post(emulator, '/event/batch', { batch, sentAt: 'ignored' });
    expect(status).toBe(200);
    expect(body).toEqual(reply([ok('a'), failed('b'), ok('c')]));
    expect((await read(emulator, 'u')).traits).toEqual({ plan: 'pro' });
  });

  test('may be an empty array', async () => {
    await using emulator = await start();
    expect((await post(emulator, '/event/batch', { batch: [] })).text).toBe(
      '{"success":true,"total":0,"errors":0,"processed":0,"batch":[]}',
    );
  });

  test.each([['/event/batch/'], ['/EVENT/Batch']])('are accepted at %s too', async (path) => {
    await using emulator = await start();
    expect((await post(emulator, path, { batch: [identify()] })).body).toEqual(reply([ok()]));
  });

  test.each([
    [{ type: 'group' }],
    [{ type: 'page' }],
    [{ type: 'alias' }],
    [{}],
    [{ type: 5 }],
    [[1, 2]],
    [[]],
  ])('of another type are counted and not stored: %j', async (element) => {
    await using emulator = await start();
    const batch = Array.isArray(element) ? [element] : [{ userId: 'u', traits: {}, ...element }];
    expect((await post(emulator, '/event/batch', { batch })).body).toEqual(reply([ok()]));
    expect(await count(emulator)).toBe(0);
  });

  test.each([[5], [0], ['text'], [''], [true], [false]])('that are not objects fail: %j', async (element) => {
    await using emulator = await start();
    expect((await post(emulator, '/event/batch', { batch: [element] })).body).toEqual(reply([failed()]));
  });

  test.each([['m'], [''], [5], [0], [null], [false], [{ a: 1 }], [['x']]])(
    'show their messageId as it was sent: %j',
    async (messageId) => {
      await using emulator = await start();
      const { text } = await post(emulator, '/event/batch', { batch: [identify({ messageId })] });
      expect(text).toBe(
        `{"success":true,"total":1,"errors":0,"processed":1,"batch":[{"messageId":${JSON.stringify(messageId)},"success":true,"processed":true}]}`,
      );
    },
  );
});

describe('null in a batch', () => {
  test('as the first element answers 500 and stores nothing', async () => {
    await using emulator = await start();
    const { status, text } = await post(emulator, '/event/batch', { batch: [null, identify()] });
    expect([status, text]).toEqual([
      500,
      `{"sucess":false,"message":"Cannot set properties of undefined (setting 'success')"}`,
    ]);
    expect(await count(emulator)).toBe(0);
  });

  test('as a later element lists the element before it twice, as failed', async () => {
    await using emulator = await start();
    const { text } = await post(emulator, '/event/batch', { batch: [identify({ messageId: 'a' }), null] });
    const twice =
      '{"messageId":"a","success":false,"processed":true,"error":"An error occured processing the event"}';
    expect(text).toBe(`{"success":true,"total":2,"errors":0,"processed":1,"batch":[${twice},${twice}]}`);
    expect(await count(emulator)).toBe(1);
  });
});

describe('a batch without an array', () => {
  const refusal =
    '{"success":false,"message":"Request body must specify property `batch` with an array of objects"}';

  test.each([
    ['{}'],
    ['[]'],
    ['{"batch":{}}'],
    ['{"batch":null}'],
    ['{"batch":"text"}'],
    ['{"batch":5}'],
    [undefined],
  ])('refuses the body %s', async (body) => {
    await using emulator = await start();
    const { status, text, headers } = await post(emulator, '/event/batch', body);
    expect([status, text]).toEqual([400, refusal]);
    expect(text).toHaveLength(97);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  });

  test('is refused as plain text too', async () => {
    await using emulator = await start();
    const type = { 'content-type': 'text/plain' };
    expect((await post(emulator, '/event/batch', { batch: [identify()] }, type)).text).toBe(refusal);
  });
});

describe('identify in a batch', () => {
  test('is processed again with the same messageId', async () => {
    await using emulator = await start();
    const batch = [identify({ messageId: 'a' }), identify({ messageId: 'a', traits: { plan: 'basic' } })];
    expect((await post(emulator, '/event/batch', { batch })).body).toEqual(reply([ok('a'), ok('a')]));
    expect((await read(emulator, 'u')).traits).toEqual({ plan: 'basic' });
  });

  test.each([[undefined], [null]])('with the traits %j fails and leaves a new user empty', async (traits) => {
    await using emulator = await start();
    const { body } = await post(emulator, '/event/batch', { batch: [identify({ traits })] });
    expect(body).toEqual(reply([failed()]));
    expect(await read(emulator, 'u')).toMatchObject({ externalId: 'u', traits: {} });
  });

  test.each([[undefined], [5], [{}], [['u']], ['x'.repeat(256)]])(
    'with the userId %j fails and creates no user',
    async (userId) => {
      await using emulator = await start();
      const { body } = await post(emulator, '/event/batch', { batch: [identify({ userId })] });
      expect(body).toEqual(reply([failed()]));
      expect(await count(emulator)).toBe(0);
    },
  );

  test.each([
    ['ab', { 0: 'a', 1: 'b' }],
    ['', {}],
    [5, {}],
    [true, {}],
    [['x', { y: 1 }], { 0: 'x', 1: { y: 1 } }],
  ])('reads the traits %j as the elements %j', async (traits, stored) => {
    await using emulator = await start();
    const { body } = await post(emulator, '/event/batch', { batch: [identify({ traits })] });
    expect(body).toEqual(reply([ok()]));
    expect((await read(emulator, 'u')).traits).toEqual(stored);
  });

  test('ignores its timestamp', async () => {
    await using emulator = await start();
    const batch = [identify({ timestamp: 'soon', sentAt: 'later' })];
    expect((await post(emulator, '/event/batch', { batch })).body).toEqual(reply([ok()]));
  });
});

describe('track in a batch', () => {
  test('is stored once per messageId, within a batch and after it', async () => {
    await using emulator = await start();
    const batch = [track({ messageId: 'a' }), track({ messageId: 'a' }), track({ messageId: 'b' })];
    expect((await post(emulator, '/event/batch', { batch })).body).toEqual(
      reply([ok('a'), repeated('a'), ok('b')]),
    );
    expect((await post(emulator, '/event/batch', { batch })).body).toEqual(
      reply([repeated('a'), repeated('a'), repeated('b')]),
    );
  });

  test('does not share messageIds with identify', async () => {
    await using emulator = await start();
    const batch = [identify({ messageId: 'a' }), track({ messageId: 'a' })];
    expect((await post(emulator, '/event/batch', { batch })).body).toEqual(reply([ok('a'), ok('a')]));
  });

  test('without a messageId is a new event each time', async () => {
    await using emulator = await start();
    const batch = [track(), track(), track({ messageId: '' })];
    expect((await post(emulator, '/event/batch', { batch })).body).toEqual(reply([ok(), ok(), ok('')]));
  });

  test('can be sent again with its messageId after it failed', async () => {
    await using emulator = await start();
    const send = async (more: object) =>
      (await post(emulator, '/event/batch', { batch: [track({ messageId: 'a', ...more })] })).body;
    expect(await send({ timestamp: 'soon' })).toEqual(reply([failed('a')]));
    expect(await send({})).toEqual(reply([ok('a')]));
    expect(await send({ timestamp: 'soon' })).toEqual(reply([repeated('a')]));
  });

  test('needs neither an event nor a user, and creates no user', async () => {
    await using emulator = await start();
    const batch = [{ type: 'track' }, { type: 'track', userId: null, event: null }, track({ userId: 5 })];
    expect((await post(emulator, '/event/batch', { batch })).body).toEqual(reply([ok(), ok(), ok()]));
    expect(await count(emulator)).toBe(0);
  });

  test.each([
    [{ timestamp: 'soon' }],
    [{ timestamp: null }],
    [{ timestamp: '' }],
    [{ timestamp: true }],
    [{ sentAt: 'soon' }],
    [{ event: {} }],
    [{ event: 'x'.repeat(256) }],
    [{ userId: ['u'] }],
    [{ properties: { a: '\u0000' } }],
    [{ context: { a: '\ud800' } }],
    [{ messageId: 5 }],
    [{ messageId: {} }],
    [{ messageId: 'x'.repeat(256) }],
  ])('fails with %j', async (more) => {
    await using emulator = await start();
    const { body } = await post(emulator, '/event/batch', {
      batch: [track(more), track({ messageId: 'b' })],
    });
    expect(body).toEqual(reply([failed('messageId' in more ? more.messageId : undefined), ok('b')]));
  });

  test.each([
    [{ timestamp: '2021-07-21T01:43:55Z' }],
    [{ timestamp: 1626831835000 }],
    [{ timestamp: 0 }],
    [{ timestamp: {} }],
    [{ timestamp: [] }],
    [{ sentAt: null }],
    [{ sentAt: '' }],
    [{ properties: 'text' }],
    [{ properties: [1] }],
    [{ context: null }],
    [{ event: 5 }],
    [{ event: 'a\u0000' }],
    [{ userId: '\ud800' }],
    [{ timestamp: 253402300800000 }],
  ])('accepts %j', async (more) => {
    await using emulator = await start();
    const { body } = await post(emulator, '/event/batch', { batch: [track(more)] });
    expect(body).toEqual(reply([ok()]));
  });
});

test('a thousand elements are accepted if they fit into 100 kB', async () => {
  await using emulator = await start();
  const batch = Array.from({ length: 1_000 }, (_, index) => identify({ userId: `u${index}` }));
  const { body } = await post(emulator, '/event/batch', { batch });
  expect([body.total, body.processed]).toEqual([1_000, 1_000]);
  expect(await count(emulator)).toBe(1_000);
  const last = await query(emulator, '{ productUsers(page: 99) { nodes { externalId } } }');
  expect(last.body.data.productUsers.nodes.at(-1)).toEqual({ externalId: 'u0' });
});
