/** Calls of the control plane. */
import { signal } from '@preact/signals';
import type { components } from '../../src/admin/contract.gen.ts';
import { route } from './route.ts';

type Schemas = components['schemas'];
export type ExchangeSummary = Schemas['ExchangeSummary'];
export type Exchange = Schemas['Exchange'];
export type Explanation = Schemas['Explanation'];
export type Vendor = Schemas['Vendor'];
export type OperationView = Vendor['operations'][number];
export type World = Schemas['World'];
export type Clock = Schemas['Clock'];
export type Advanced = Schemas['Advanced'];
export type Fault = Schemas['Fault'];
export type KnownFault = Schemas['KnownFault'] & Fault;
export type Revision = Schemas['Revision'];
export type Coverage = Schemas['Coverage'];
export type Recording = Schemas['Recording'];
export type RecordedCall = Schemas['RecordedCall'];
export type RecordedExchange = Schemas['RecordedExchange'];
export type Drift = Schemas['Drift'];
export type Fields = Readonly<Record<string, unknown>>;

/** The control plane refused a call; the message says why. */
export class Problem extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const TOKEN = 'vendouble-token';

/** Whether the control plane needs a token that the page does not have. */
export const locked = signal(false);

export function unlock(token: string): void {
  sessionStorage.setItem(TOKEN, token);
  locked.value = false;
}

export interface Asked {
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** @throws {Problem} for anything but success */
export async function open(
  method: string,
  path: string,
  { query = {}, body, signal }: Asked = {},
): Promise<Response> {
  const given = Object.entries({ world: route.peek().world, ...query }).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  const token = sessionStorage.getItem(TOKEN);
  let reply: Response;
  try {
    reply = await fetch(`/__admin/${path}?${new URLSearchParams(given)}`, {
      method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new Problem(0, 'The emulator does not answer. Is it still running?');
  }
  if (reply.ok) return reply;
  if (reply.status === 401) locked.value = true;
  const problem = (await reply.json().catch(() => ({}))) as { readonly detail?: string };
  throw new Problem(reply.status, problem.detail ?? `the emulator answered ${reply.status}`);
}

/** @throws {Problem} as above */
export async function ask<T>(method: string, path: string, asked: Asked = {}): Promise<T> {
  const text = await (await open(method, path, asked)).text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** A path of the control plane; each part is one segment whatever it holds. */
export const at = (...segments: readonly string[]): string => segments.map(encodeURIComponent).join('/');
