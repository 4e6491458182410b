import { fail } from 'vendouble';
import type { Handlers } from 'vendouble';
import type { ShopState } from './collections.ts';
import type { operations } from './contract.gen.ts';

/** Takes the place of what is inferred or generated; what is not here stays so. */
export const handlers = {
  // POST /pets: inferred, create pets
  // async createPet({ path, query, body, state, ids, now }) {},
  // GET /pets/{petId}: inferred, read pets
  // async readPet({ path, query, body, state, ids, now }) {},
  // POST /pets/{petId}/photo: generated, nothing reads what it would change
  async addPhoto({ path, state }) {
    const [pet] = await state.pets.findBy('id', String(path.petId));
    if (pet === undefined) throw fail('missing', { resource: 'pets' });
    await state.pets.update({ ...pet, value: { ...pet.value, photos: ['new.png'] } });
    return { status: 200, body: { id: path.petId, name: pet.value.name, photos: ['new.png'] } };
  },
} satisfies Handlers<operations, ShopState>;
