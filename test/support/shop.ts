/** A client of the petshop, for tests of what surrounds it. */
import { createEmulator, type Emulator, type EmulatorOptions } from '../../src/emulator/create-emulator.ts';
import { petshop } from './petshop.ts';

export const startShop = (options: EmulatorOptions = {}): Promise<Emulator> =>
  createEmulator({ vendors: [petshop()], port: 0, strict: true, ...options });

export interface Shop {
  create(name: string): Promise<Response>;
  names(): Promise<string[]>;
}

/** @param headers whatever leads into the wanted world */
export function shopAt(
  url: string,
  headers: Readonly<Record<string, string>> = { authorization: 'Bearer token' },
): Shop {
  return {
    create: (name) =>
      fetch(`${url}/pets`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ name }),
      }),
    names: async () => {
      const reply = await fetch(`${url}/pets`, { headers });
      return ((await reply.json()) as { pets: { name: string }[] }).pets.map(({ name }) => name);
    },
  };
}

/** A call of the control plane. */
export async function admin(
  emulator: Emulator,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ readonly status: number; readonly body: never }> {
  const reply = await fetch(`${emulator.url()}/__admin${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const text = await reply.text();
  return { status: reply.status, body: (text === '' ? undefined : JSON.parse(text)) as never };
}
