// pets.test.mjs
import { test as base, expect } from 'vendouble/vitest';
import { savePet } from './save-pet.js';

const test = base.extend('emulatorOptions', { documents: { petstore: { spec: './openapi.yaml' } } });

test('a pet is saved when the API is down for a moment', async ({ world }) => {
  world.fault({ operation: 'createPet', status: 503, times: 1 });

  const reply = await savePet(world.url('petstore'), { name: 'Rex', kind: 'dog' });

  expect(reply.status).toBe(201);
  expect(world).toHaveReceived('createPet', { where: { body: { name: 'Rex' } }, times: 2 });
});

test('a new world has no pets', async ({ world }) => {
  const reply = await fetch(`${world.url('petstore')}/pets`);
  expect(await reply.json()).toEqual([]);
});
