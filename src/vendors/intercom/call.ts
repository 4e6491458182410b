/** The argument of a handler. */
import type { Handler } from '../../core/handler.ts';
import type { IntercomCaller } from './auth.ts';
import type { IntercomState } from './collections.ts';
import type { operations } from './contract.1.0.gen.ts';

/** Typed by version 1.0, whose operations accept the same requests as those of all versions. */
export type Call<Id extends keyof operations> = Parameters<
  Handler<operations[Id], IntercomState, IntercomCaller>
>[0];
