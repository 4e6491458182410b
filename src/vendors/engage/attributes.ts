/** The names of all custom attributes, which clients map their own fields to. */
import type { Handlers } from '../../core/handler.ts';
import type { EngageState } from './collections.ts';
import type { operations } from './contract.v1.gen.ts';

export const attributes = {
  async listAttributes({ state }) {
    const known = await state.attributes.page({ limit: await state.attributes.count() });
    return { status: 200, body: known.map(({ name }) => ({ id: name, name })) };
  },
} satisfies Handlers<operations, EngageState>;
