/** How the tests talk to Engage: one function that sends a request as a client would. */

import {
  createEmulator,
  type Emulator,
  type EmulatorOptions,
} from '../../../src/emulator/create-emulator.ts';
import { basic, type Send, senderTo } from '../../support/client.ts';

export { basic, type Send, type Wire } from '../../support/client.ts';

const NOW = '2026-01-01T00:00:00.000Z';

export const start = (options: EmulatorOptions = {}): Promise<Emulator> =>
  createEmulator({ vendors: ['engage'], port: 0, strict: true, seed: 1, clock: NOW, ...options });

export const BOTH = basic('pk_live:sk_live');
export const KEY_ONLY = basic('pk_live:');

/** Sends key and secret unless the headers say otherwise. */
export const sender = (emulator: Emulator): Send => senderTo(emulator.url('engage'), { authorization: BOTH });

export const keyOnly = { authorization: KEY_ONLY };
