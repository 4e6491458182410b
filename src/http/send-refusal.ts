/** Refuses a call before it reaches a vendor, and records it. */
import type { Request as Incoming } from 'express';
import { type Refusal, renderRefusal } from '../core/emulator-error.ts';
import type { SecretNames } from '../journal/redact.ts';
import { type Delivery, EXCHANGE_HEADER } from '../request/handle-request.ts';
import { recordRejected } from '../request/record-rejected.ts';
import type { World } from '../worlds/world.ts';
import { headersOf } from './headers.ts';

/** The destination that the call named. */
export interface RefusalTarget {
  readonly vendor: string;
  readonly world?: string | undefined;
  readonly path: string;
  readonly query: string;
  /** Of the vendor, if the call named one that is served. */
  readonly secretNames?: SecretNames | undefined;
}

/** @param keeper world whose journal keeps the call */
export function sendRefusal(keeper: World, goal: RefusalTarget, incoming: Incoming, why: Refusal): Delivery {
  const { vendor, world, path, query, secretNames } = goal;
  const reply = renderRefusal(why);
  const id = recordRejected(
    keeper,
    {
      vendor,
      world,
      secretNames,
      method: incoming.method,
      path: query === '' ? path : `${path}?${query}`,
      headers: headersOf(incoming),
      body: Buffer.isBuffer(incoming.body) ? incoming.body.toString() : '',
    },
    reply,
  );
  return { reply: { ...reply, headers: { ...reply.headers, [EXCHANGE_HEADER]: id } } };
}
