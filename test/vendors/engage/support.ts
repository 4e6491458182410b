/** How the tests talk to Engage: one function that sends a request as a client would. */

import type { Emulator } from '../../../src/emulator/create-emulator.ts';
import { basic, type Send, senderTo } from '../../support/client.ts';
import { starterOf } from '../../support/start.ts';

export { basic, type Send, type Wire } from '../../support/client.ts';

export const start = starterOf('engage');

export const BOTH = basic('pk_live:sk_live');
export const KEY_ONLY = basic('pk_live:');

/** Sends key and secret unless the headers say otherwise. */
export const sender = (emulator: Emulator): Send => senderTo(emulator.url('engage'), { authorization: BOTH });

export const keyOnly = { authorization: KEY_ONLY };
