// pets.test.js
const { createWorld } = require('vendouble/jest');
const { savePet } = require('./save-pet.js');

test('a pet is saved when the API is down for a moment', async () => {
  const world = await createWorld();
  await world.fault({ operation: 'createPet', status: 503, times: 1 });

  const reply = await savePet(world.url('petstore'), { name: 'Rex', kind: 'dog' });

  expect(reply.status).toBe(201);
  await world.verify({ operation: 'createPet', where: { body: { name: 'Rex' } }, times: 2 });
});

test('a new world has no pets', async () => {
  const world = await createWorld();
  const reply = await fetch(`${world.url('petstore')}/pets`);
  expect(await reply.json()).toEqual([]);
});
