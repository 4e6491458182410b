/** A vendor of pets on plain `node:http`, which keeps its contract until a difference is planted. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createIds } from '../../src/core/ids.ts';

type Pet = Record<string, unknown>;

export interface VendorReply {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

/** What a vendor does differently: it changes the reply to a call. */
export type Change = (reply: VendorReply, operation: string) => void;

export interface FakeVendor extends AsyncDisposable {
  readonly url: string;
  /** The difference in force. */
  change: Change | undefined;
}

/** Members in another order, as servers send them that keep no order. */
function shuffled(value: unknown, turn: number): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value);
  const first = turn % (entries.length || 1);
  return Object.fromEntries([...entries.slice(first), ...entries.slice(0, first)]);
}

interface Call {
  readonly method: string;
  readonly path: string;
  readonly sent: Pet;
  /** For a new pet. */
  readonly id: string;
  readonly now: string;
}

type Answer = VendorReply & { readonly operation: string };

function answer(pets: Map<string, Pet>, { method, path, sent, id, now }: Call): Answer {
  const reply = (operation: string, status: number, body: unknown): Answer => ({
    operation,
    status,
    headers: {},
    body,
  });
  if (path === '/pets' && method === 'GET') return reply('listPets', 200, [...pets.values()]);
  if (path === '/pets') {
    const pet = { ...sent, id, createdAt: now };
    pets.set(id, pet);
    return reply('createPet', 201, pet);
  }
  const petId = path.split('/')[2] ?? '';
  const pet = pets.get(petId);
  if (pet === undefined) return reply('getPet', 404, { message: `pet ${petId} does not exist` });
  if (method === 'GET') return reply('getPet', 200, pet);
  if (method === 'PUT') {
    const next = { ...sent, id: petId, createdAt: pet.createdAt };
    pets.set(petId, next);
    return reply('replacePet', 200, next);
  }
  pets.delete(petId);
  return reply('deletePet', 204, undefined);
}

/** @param newId of a new pet; a different one for each when absent */
export async function fakeVendor(seed: string, newId?: () => string): Promise<FakeVendor> {
  const pets = new Map<string, Pet>();
  let calls = 0;
  const ids = createIds(seed, () => ++calls);
  const vendor: { change: Change | undefined } = { change: undefined };
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const sent = (body === '' ? {} : JSON.parse(body)) as Pet;
    const now = new Date(Date.UTC(2026, 0, 1) + calls * 61_000).toISOString();
    const { operation, ...given } = answer(pets, {
      method: incoming.method ?? 'GET',
      path: incoming.url ?? '/',
      sent,
      id: newId?.() ?? ids.uuid(),
      now,
    });
    const reply: VendorReply = structuredClone(given);
    vendor.change?.(reply, operation);
    const text =
      reply.body === undefined
        ? ''
        : typeof reply.body === 'string'
          ? reply.body
          : JSON.stringify(shuffled(reply.body, calls));
    const compressed = calls % 3 === 0 && text !== '';
    outgoing.writeHead(reply.status, {
      ...(text === '' ? {} : { 'content-type': 'application/json' }),
      ...(compressed ? { 'content-encoding': 'gzip' } : {}),
      'x-request-id': ids.uuid(),
      traceparent: `00-${ids.hex(32)}-${ids.hex(16)}-01`,
      ...reply.headers,
    });
    outgoing.end(compressed ? gzipSync(text) : text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(vendor, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  });
}

/** Calls every operation with a pet, in the order of a life. */
export async function liveOnce(url: string, number: number): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const pet = {
    name: `pet ${number}`,
    status: 'available',
    weight: 4.5,
    born: '2024-05-01',
    owner: { email: `owner${number}@example.com`, city: 'Bern' },
    tags: ['small', 'quiet'],
  };
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const reply = await fetch(url + path, { method, headers, ...sent });
    return reply.json().catch(() => undefined);
  };
  const made = (await call('POST', '/pets', pet)) as { readonly id?: unknown } | undefined;
  const id = String(made?.id ?? 'unknown');
  await call('GET', `/pets/${id}`);
  await call('PUT', `/pets/${id}`, { ...pet, status: 'sold' });
  await call('GET', '/pets');
  await call('GET', '/pets/nothing');
  await call('DELETE', `/pets/${id}`);
  await call('GET', `/pets/${id}`);
}
