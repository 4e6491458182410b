/** A client of User.com as one would write it: a token, a version, JSON. */

import type { Emulator } from '../../../src/emulator/create-emulator.ts';
import { type Answer, type Send, senderTo, type Wire } from '../../support/client.ts';
import { starterOf } from '../../support/start.ts';

export type { Answer, Send, Wire } from '../../support/client.ts';

export const TOKEN = 'k'.repeat(64);

/** User.com alone, its time standing still, every reply held to its contract. */
export const start = starterOf('usercom');

export const apiOf = (emulator: Emulator): string => `${emulator.url('usercom')}/api/public`;

export interface Client {
  readonly get: (path: string) => Promise<Answer>;
  readonly post: (path: string, body?: unknown) => Promise<Answer>;
  readonly put: (path: string, body?: unknown) => Promise<Answer>;
  readonly patch: (path: string, body?: unknown) => Promise<Answer>;
  readonly delete: (path: string, body?: unknown) => Promise<Answer>;
  /** Anything else; `headers` win over the client's own. */
  readonly send: Send;
}

export function clientOf(emulator: Emulator, version: 1 | 2 = 1): Client {
  const send = senderTo(apiOf(emulator), {
    authorization: `Token ${TOKEN}`,
    ...(version === 2 ? { accept: '*/*; version=2' } : {}),
  });
  return {
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, body),
    put: (path, body) => send('PUT', path, body),
    patch: (path, body) => send('PATCH', path, body),
    delete: (path, body) => send('DELETE', path, body),
    send,
  };
}

/** Creates a user and gives its object. */
export async function created(client: Client, body: object = {}): Promise<Wire> {
  const { status, text, body: user } = await client.post('/users/', body);
  if (status !== 201) throw new Error(`the user was not created: ${status} ${text}`);
  return user;
}
