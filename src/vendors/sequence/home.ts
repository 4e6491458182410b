import type { Handlers } from '../../core/handler.ts';
import type { SequenceState } from './collections.ts';
import type { operations } from './contract.v1.gen.ts';

/** Asks for nothing and changes nothing. */
export const root = {
  async readRoot() {
    return { status: 200, body: { success: true } };
  },
} satisfies Handlers<operations, SequenceState>;
