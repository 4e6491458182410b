/** The bodies of a check's deliveries, made from documents of several kinds. */
import { expect, test } from 'vitest';
import { openRecordedVendor } from '../../src/commands/recorded-vendor.ts';
import { webhooksOf } from '../../src/contract/webhooks.ts';
import { createIds } from '../../src/core/ids.ts';
import {
  type BodyPlan,
  compose,
  withUnknownTopic,
  writtenDifferently,
} from '../../src/webhooks/check/compose.ts';
import { type DeliveryTemplate, templateOf } from '../../src/webhooks/check/template.ts';
import { writeDocuments } from '../support/document.ts';

const content = (media: object): object => ({
  post: {
    requestBody: { content: { 'application/json': media } },
    responses: { 200: { description: 'OK' } },
  },
});

/** The templates of a document with these webhooks. */
async function templatesOf(
  webhooks: Record<string, object>,
): Promise<readonly (DeliveryTemplate | string)[]> {
  const document = { openapi: '3.1.0', info: { title: 'Hooks', version: '1' }, paths: {}, webhooks };
  const { versions } = await openRecordedVendor(writeDocuments({ 'hooks.yaml': document }), {});
  const [{ contract } = { contract: undefined }] = versions.values();
  if (contract === undefined) throw new Error('the document is not served');
  return webhooksOf(contract).map((webhook) => templateOf(webhook, Object.keys(webhooks), contract));
}

async function templateFor(media: object, topic = 'user.created'): Promise<DeliveryTemplate> {
  const [template] = await templatesOf({ [topic]: content(media) });
  if (typeof template !== 'object') throw new Error(template);
  return template;
}

let count = 0;
const ids = createIds('compose', () => ++count);
const plan = (): BodyPlan => ({
  event: new Map(),
  entity: new Map(),
  at: new Date('2026-05-01T10:00:00Z'),
  madeAt: new Date('2026-04-01T10:00:00Z'),
  marker: 'marked',
});

test('each delivery has identifiers of its own, and what identifies the account stays', async () => {
  const body = {
    id: 'evt_12',
    app_id: 'app1',
    data: { id: '0b2a8e14-90bb-4bd5-a1ab-6c2b4d7f2f10', user_id: 25, team: { id: '7' } },
  };
  const template = await templateFor({ example: body });
  const [one, other] = [compose(template, plan(), ids).body, compose(template, plan(), ids).body];
  expect(one).toMatchObject({
    id: expect.stringMatching(/^evt_[0-9a-f]{24}$/),
    app_id: 'app1',
    data: {
      id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      user_id: expect.any(Number),
      team: { id: expect.stringMatching(/^\d{7,}$/) },
    },
  });
  expect(one.id).not.toBe(other.id);
  expect(one.data).not.toEqual(other.data);
});

test('deliveries about one thing share its identifiers', async () => {
  const template = await templateFor({ example: { id: 'e1', data: { id: 'u1', account: { id: 'a1' } } } });
  const shared = plan();
  const one = compose(template, shared, ids).body;
  const other = compose(template, { ...shared, event: new Map() }, ids).body;
  expect(one.data).toEqual(other.data);
  expect(one.id).not.toBe(other.id);
});

test('times keep their form, and the time at which a thing was made stays before its changes', async () => {
  const body = {
    timestamp: '2020-01-01T00:00:00Z',
    created: 1_577_836_800,
    sent_at: null,
    delivered_at: 0,
    data: { created_at: '1577836800', updated_at: 1_577_836_800_000 },
  };
  expect(compose(await templateFor({ example: body }), plan(), ids).body).toEqual({
    timestamp: '2026-05-01T10:00:00.000Z',
    created: 1_777_629_600,
    sent_at: null,
    delivered_at: 0,
    data: { created_at: '1775037600', updated_at: 1_777_629_600_000 },
  });
});

test('a change that the contract does not allow is left out', async () => {
  const schema = {
    type: 'object',
    properties: { data: { type: 'object', properties: { id: { const: 'fixed' } } } },
  };
  const template = await templateFor({ schema, example: { data: { id: 'fixed', name: 'Ann' } } });
  const { body, changed } = compose(template, plan(), ids);
  expect(body).toEqual({ data: { id: 'fixed', name: 'marked' } });
  expect([...changed]).toEqual(['marker']);
});

test('a flat body is about the thing that its identifier names', async () => {
  const template = await templateFor({ example: { id: 'pet-1', name: 'Rex' } }, 'newPet');
  expect([...compose(template, plan(), ids).changed]).toEqual(['entity', 'marker']);
});

test('a generated body names its topic where the schema leaves the text open', async () => {
  const schema = {
    type: 'object',
    required: ['topic', 'data'],
    properties: { topic: { type: 'string' }, data: { type: 'object', additionalProperties: false } },
  };
  const template = await templateFor({ schema });
  expect([template.body, template.generated]).toEqual([{ topic: 'user.created', data: {} }, true]);
});

test('an example that several webhooks share is sent under the topic of each', async () => {
  const media = { example: { type: 'event', topic: 'user.created' } };
  const templates = await templatesOf({ 'user.created': content(media), 'user.deleted': content(media) });
  expect(templates.map((template) => typeof template === 'object' && template.body)).toEqual([
    { type: 'event', topic: 'user.created' },
    { type: 'event', topic: 'user.deleted' },
  ]);
});

test('webhooks without a JSON object say why they are not checked', async () => {
  expect(
    await templatesOf({
      form: {
        post: { requestBody: { content: { 'application/x-www-form-urlencoded': {} } }, responses: {} },
      },
      list: content({ example: [1] }),
      nothing: { post: { responses: {} } },
    }),
  ).toEqual([
    'form is sent as application/x-www-form-urlencoded; only JSON can be checked',
    'the body of list is not an object; only objects can be checked',
    'the contract documents no body for nothing',
  ]);
});

test('an unknown topic replaces the known one', () => {
  expect(withUnknownTopic({ type: 'event', topic: 'a.b' }, 'a.b')).toEqual({
    type: 'event',
    topic: 'vendouble.unknown_topic',
  });
  expect(withUnknownTopic({ type: 'other' }, 'a.b')).toEqual({ type: 'vendouble.unknown_topic' });
  expect(withUnknownTopic({ data: {} }, 'a.b')).toBeUndefined();
});

test('JSON that is written differently has the same value', () => {
  const body = { name: 'Zoë 🚲 </b>', list: [1.5, null], empty: {} };
  const text = writtenDifferently(body);
  expect(JSON.parse(text)).toEqual(body);
  expect(text).not.toBe(JSON.stringify(body));
  expect(text).toContain('Zo\\u00eb \\ud83d\\udeb2 <\\/b>');
});
