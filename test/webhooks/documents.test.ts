/** Webhooks of any document: topics by what was inferred, by name, and by words of an overlay. */
import { expect, test } from 'vitest';
import { createEmulator, type EmulatorOptions } from '../../src/emulator/create-emulator.ts';
import { senderTo } from '../support/client.ts';
import { writeDocuments } from '../support/document.ts';
import { receiver } from '../support/receiver.ts';

const json = (schema: object): object => ({ content: { 'application/json': { schema } } });
const pet = {
  type: 'object',
  required: ['name'],
  properties: { id: { type: 'integer' }, name: { type: 'string' } },
};
const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer' } };
const replies = (status: number): object => ({ [status]: { description: 'Done', ...json(pet) } });

/** A document with pets, and more at its root. */
const documentWith = (more: object): object => ({
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pets': {
      get: {
        operationId: 'listPets',
        responses: { 200: { description: 'All', ...json({ type: 'array', items: pet }) } },
      },
      post: { operationId: 'createPet', requestBody: json(pet), responses: replies(201) },
    },
    '/pets/{id}': {
      parameters: [id],
      get: { operationId: 'getPet', responses: replies(200) },
      put: { operationId: 'replacePet', requestBody: json(pet), responses: replies(200) },
      delete: { operationId: 'deletePet', responses: { 204: { description: 'Gone' } } },
    },
  },
  ...more,
});

/** An emulator of the document that collects, and what it collected after calls. */
async function collectingFrom(document: object, options: EmulatorOptions = {}) {
  const spec = writeDocuments({ 'pets.json': document });
  const emulator = await createEmulator({
    documents: { pets: { spec } },
    port: 0,
    strict: true,
    records: 'none',
    ...options,
  });
  emulator.collectWebhooks();
  return {
    emulator,
    send: senderTo(emulator.url('pets'), {}),
    taken: async () =>
      (await emulator.takeWebhooks()).map(({ topic, body }) => [topic, JSON.parse(body)] as const),
    [Symbol.asyncDispose]: () => emulator.close(),
  };
}

test('a document without webhooks sends pet.created, pet.updated and pet.deleted as Standard Webhooks describes', async () => {
  await using pets = await collectingFrom(documentWith({}));
  const { body: rex } = await pets.send('POST', '/pets', { name: 'Rex' });
  await pets.send('PUT', `/pets/${rex.id}`, { id: rex.id, name: 'Max' });
  await pets.send('DELETE', `/pets/${rex.id}`);
  const taken = await pets.taken();
  expect(taken.map(([topic]) => topic)).toEqual(['pet.created', 'pet.updated', 'pet.deleted']);
  expect(taken[0]?.[1]).toEqual({ type: 'pet.created', timestamp: expect.any(String), data: rex });
});

test('a webhook that is named after a change is sent with what its schema takes', async () => {
  const bare = { newPet: { post: { requestBody: json(pet), responses: { 200: { description: 'ok' } } } } };
  await using pets = await collectingFrom(documentWith({ webhooks: bare }));
  const { body: rex } = await pets.send('POST', '/pets', { name: 'Rex' });
  expect(await pets.taken()).toEqual([['newPet', rex]]);
});

test('a record is put into the envelope that a webhook describes', async () => {
  const envelope = {
    type: 'object',
    additionalProperties: false,
    required: ['event', 'payload'],
    properties: { event: { type: 'string' }, payload: pet },
  };
  const webhooks = {
    'pet-created': { post: { requestBody: json(envelope), responses: { 200: { description: 'ok' } } } },
  };
  await using pets = await collectingFrom(documentWith({ webhooks }));
  const { body: rex } = await pets.send('POST', '/pets', { name: 'Rex' });
  expect(await pets.taken()).toEqual([['pet-created', { event: 'pet-created', payload: rex }]]);
  expect(pets.emulator.deliveries()[0]?.drift).toEqual([]);
});

test('x-vendouble-webhook binds a webhook to an operation, names its signer and its retries', async () => {
  await using hooks = await receiver(500);
  const webhooks = {
    adoption: {
      post: {
        'x-vendouble-webhook': { on: 'createPet', signer: 'hub-sha256', retries: [10] },
        requestBody: json(pet),
        responses: { 200: { description: 'ok' } },
      },
    },
  };
  const spec = writeDocuments({ 'pets.json': documentWith({ webhooks }) });
  await using emulator = await createEmulator({
    documents: { pets: { spec } },
    port: 0,
    strict: true,
    clock: '2026-01-01T00:00:00Z',
    records: 'none',
    webhooks: { pets: [{ url: hooks.url, secret: 'shh' }] },
  });
  await senderTo(emulator.url('pets'), {})('POST', '/pets', { name: 'Rex' });
  await emulator.deliveriesSettled();
  await emulator.advance('10s');
  expect(emulator.deliveries()).toMatchObject([{ topic: 'adoption', state: 'failed' }]);
  expect(hooks.heard.map(({ headers }) => typeof headers['x-hub-signature-256'])).toEqual([
    'string',
    'string',
  ]);
});

test('a call that is refused, or prefers a reply of the document, sends nothing', async () => {
  await using pets = await collectingFrom(documentWith({}));
  expect((await pets.send('POST', '/pets', { name: 7 })).status).toBeGreaterThanOrEqual(400);
  await pets.send('POST', '/pets', { name: 'Rex' }, { prefer: 'code=201' });
  expect(await pets.taken()).toEqual([]);
});
