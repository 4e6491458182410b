/** How the tests talk to Intercom: one function that sends a request as a client would. */
import type { Clock } from '../../../src/core/clock.ts';
import type { Emulator } from '../../../src/emulator/create-emulator.ts';
import { type Answer, type Send, senderTo } from '../../support/client.ts';
import { NOW, starterOf } from '../../support/start.ts';

export { type Answer, basic, type Send, type Wire } from '../../support/client.ts';
export { NOW } from '../../support/start.ts';

/** The same in UNIX seconds. */
export const NOW_SECONDS = 1_767_225_600;

export const start = starterOf('intercom');

/** A clock that the test moves. */
export interface Hands extends Clock {
  forward(seconds: number): void;
}

export function handsOn(iso: string = NOW): Hands {
  let time = Date.parse(iso);
  return {
    now: () => new Date(time),
    forward: (seconds) => {
      time += seconds * 1000;
    },
  };
}

/** Sends a token and accepts JSON unless the headers say otherwise; an absolute URL is taken as it is. */
export const sender = (emulator: Emulator): Send =>
  senderTo(emulator.url('intercom'), { authorization: 'Bearer token', accept: 'application/json' });

/** Status, code and message of an error. */
export const told = ({ status, body }: Answer): readonly [number, string, string] => [
  status,
  body.errors[0].code,
  body.errors[0].message,
];
