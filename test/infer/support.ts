/** A document of the proof table, served and walked. */
import { fileURLToPath } from 'node:url';
import { createEmulator, type Emulator, type EmulatorOptions } from '../../src/emulator/create-emulator.ts';

export const specOf = (name: string): string => fileURLToPath(new URL(`./specs/${name}`, import.meta.url));

export const serve = (name: string, options: EmulatorOptions = {}): Promise<Emulator> =>
  createEmulator({
    documents: { api: { spec: specOf(name) } },
    port: 0,
    strict: true,
    clock: '2026-01-01T00:00:00.000Z',
    ...options,
  });

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: bodies of a dozen documents
  readonly body: any;
}

/** @param send a form when it is a text, JSON when it is an object */
export async function call(
  emulator: Emulator,
  method: string,
  path: string,
  send?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const type = typeof send === 'string' ? 'application/x-www-form-urlencoded' : 'application/json';
  const reply = await fetch(`${emulator.url('api')}${path}`, {
    method,
    headers: { ...(send === undefined ? {} : { 'content-type': type }), ...headers },
    ...(send === undefined ? {} : { body: typeof send === 'string' ? send : JSON.stringify(send) }),
  });
  const text = await reply.text();
  return { status: reply.status, headers: reply.headers, body: text === '' ? undefined : JSON.parse(text) };
}
