/** How the tests talk to Engage: one function that sends a request as a client would. */
import { createEmulator, type Emulator, type EmulatorOptions } from '../../../src/emulator.ts';

export const NOW = '2026-01-01T00:00:00.000Z';

export const start = (options: EmulatorOptions = {}): Promise<Emulator> =>
  createEmulator({ vendors: ['engage'], port: 0, strict: true, seed: 1, clock: NOW, ...options });

/** `key:secret` as an Authorization header. */
export const basic = (credentials: string): string => `Basic ${Buffer.from(credentials).toString('base64')}`;

export const BOTH = basic('pk_live:sk_live');
export const KEY_ONLY = basic('pk_live:');

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

/** Sends key and secret unless the headers say otherwise. */
export const sender =
  (emulator: Emulator): Send =>
  async (method, path, body, headers = {}) => {
    const reply = await fetch(`${emulator.url('engage')}${path}`, {
      method,
      headers: {
        authorization: BOTH,
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

export const keyOnly = { authorization: KEY_ONLY };
