import type { Handlers } from '../../core/handler.ts';
import type { SequenceState } from './collections.ts';
import type { operations } from './contract.v1.gen.ts';

/** The root path, which only says that the server is running. */
export const root = {
  async readRoot() {
    return { status: 200, body: { success: true } };
  },
} satisfies Handlers<operations, SequenceState>;
