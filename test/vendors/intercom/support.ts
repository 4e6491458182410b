/** How the tests talk to Intercom: one function that sends a request as a client would. */
import type { Clock } from '../../../src/clock.ts';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../../src/emulator.ts';

export const NOW = '2026-01-01T00:00:00.000Z';
/** The same in UNIX seconds. */
export const NOW_SECONDS = 1_767_225_600;

export const start = (options: EmulatorOptions = {}): Promise<Emulator> =>
  createEmulator({ vendors: ['intercom'], port: 0, strict: true, seed: 1, clock: NOW, ...options });

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

/** `user:password` as an Authorization header. */
export const basic = (credentials: string): string => `Basic ${Buffer.from(credentials).toString('base64')}`;

/** A JSON object of the wire; tests know what is in it. */
// biome-ignore lint/suspicious/noExplicitAny: replies are compared, not computed with
export type Wire = any;

export interface Answer {
  readonly status: number;
  readonly body: Wire;
  readonly text: string;
  readonly headers: Headers;
}

export type Send = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answer>;

/** Sends a token and accepts JSON unless the headers say otherwise; an absolute URL is taken as it is. */
export const sender =
  (emulator: Emulator): Send =>
  async (method, path, body, headers = {}) => {
    const reply = await fetch(path.startsWith('http') ? path : `${emulator.url('intercom')}${path}`, {
      method,
      headers: {
        authorization: 'Bearer token',
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await reply.text();
    return {
      status: reply.status,
      body: text === '' ? undefined : JSON.parse(text),
      text,
      headers: reply.headers,
    };
  };

/** Status, code and message of an error. */
export const told = ({ status, body }: Answer): readonly [number, string, string] => [
  status,
  body.errors[0].code,
  body.errors[0].message,
];
