// pets.spec.mjs
import assert from 'node:assert/strict';
import { createEmulator } from 'vendouble';
import { savePet } from './save-pet.js';

describe('saving a pet', () => {
  let emulator;
  before(async function () {
    this.timeout(60_000);
    emulator = await createEmulator({ strict: true, documents: { petstore: { spec: './openapi.yaml' } } });
    await emulator.warmUp();
  });
  after(() => emulator.close());

  it('succeeds when the API is down for a moment', async () => {
    const world = await emulator.createWorld();
    emulator.addFault({ operation: 'createPet', status: 503, times: 1 }, world.id);

    const reply = await savePet(world.urls.petstore, { name: 'Rex', kind: 'dog' });

    assert.equal(reply.status, 201);
    assert.deepEqual(emulator.verify({ operation: 'createPet', times: 2 }, world.id), { ok: true, count: 2 });
  });
});
