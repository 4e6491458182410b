/** A client of User.com as one would write it: a token, a version, JSON. */
import { createEmulator, type Emulator, type EmulatorOptions } from '../../../src/emulator.ts';

export const TOKEN = 'k'.repeat(64);

/** User.com alone, its time standing still, every reply held to its contract. */
export const start = (options: Partial<EmulatorOptions> = {}): Promise<Emulator> =>
  createEmulator({
    vendors: ['usercom'],
    port: 0,
    strict: true,
    seed: 1,
    clock: '2026-01-01T00:00:00.000Z',
    ...options,
  });

export const apiOf = (emulator: Emulator): string => `${emulator.url('usercom')}/api/public`;

// biome-ignore lint/suspicious/noExplicitAny: tests read what the wire brings
export type Wire = any;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body, `undefined` where there is none or it is no JSON. */
  readonly body: Wire;
}

export type Send = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answer>;

export interface Client {
  readonly get: (path: string) => Promise<Answer>;
  readonly post: (path: string, body?: unknown) => Promise<Answer>;
  readonly put: (path: string, body?: unknown) => Promise<Answer>;
  readonly patch: (path: string, body?: unknown) => Promise<Answer>;
  readonly delete: (path: string, body?: unknown) => Promise<Answer>;
  /** Anything else; `headers` win over the client's own. */
  readonly send: Send;
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

export function clientOf(emulator: Emulator, version: 1 | 2 = 1): Client {
  const send: Send = async (method, path, body, headers = {}) => {
    const reply = await fetch(path.startsWith('http') ? path : apiOf(emulator) + path, {
      method,
      redirect: 'manual',
      headers: {
        authorization: `Token ${TOKEN}`,
        ...(version === 2 ? { accept: '*/*; version=2' } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await reply.text();
    return { status: reply.status, headers: reply.headers, text, body: parsed(text) };
  };
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
