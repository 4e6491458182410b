/** What the handlers of every version receive. */
import type { Handler } from '../../core/handler.ts';
import type { IntercomCaller } from './auth.ts';
import type { IntercomState } from './collections.ts';
import type { operations } from './contract.1.0.gen.ts';

/** A call of an operation; the operations of version 1.0 take what those of the others take. */
export type Call<Id extends keyof operations> = Parameters<
  Handler<operations[Id], IntercomState, IntercomCaller>
>[0];
