/** The faults of a world: which ones are left, and which one applies to a call. */

import { matchesTopic } from '../config/webhook-target.ts';
import type { Fault, FaultCall, FaultDelivery, FaultEffect, WebhookFault } from '../core/fault.ts';
import { seedOf } from '../core/ids.ts';
import type { Store } from '../core/store.ts';
import type { Failure, FailureKind } from '../core/vendor.ts';
import { matchesRequest } from '../journal/match-request.ts';

/** A fault that applies to a call. */
export interface AppliedFault {
  readonly fault: Fault;
  /** Milliseconds to wait. */
  readonly delay: number;
  /** The state that a stale read is answered from. */
  readonly past: Promise<Store> | undefined;
}

const MOST_FAULTS = 100;

/** Methods whose replies can be stale. */
const STALE: ReadonlySet<string> = new Set(['GET', 'QUERY']);

export interface Faults {
  /** @throws {RangeError} when there are too many */
  add(fault: Omit<Fault, 'id'>): Fault;
  list(): readonly Fault[];
  clear(id?: string): boolean;
  /** The first fault that applies to a call. It is counted: one with `times` may be used up. */
  apply(call: FaultCall): AppliedFault | undefined;
  /** The first fault that applies to a webhook. It is counted, as one that applies to a call. */
  applyToDelivery(delivery: FaultDelivery, modes?: readonly WebhookFault[]): Fault | undefined;
  readonly size: number;
  readonly capacity: number;
}

const fits = (fault: Fault, call: FaultCall): boolean =>
  (['vendor', 'operation', 'method', 'path'] as const).every(
    (part) => fault[part] === undefined || fault[part] === call[part],
  ) &&
  (fault.match === undefined || matchesRequest(fault.match, call.request));

/** @param store of the world; a stale fault keeps a copy of it */
export function createFaults(seed: string, store: Store): Faults {
  const faults = new Map<string, Fault>();
  const pasts = new Map<string, Promise<Store>>();
  let added = 0;
  let drawn = 0;
  /** The next number from 0 to 1 of the seed's sequence. */
  const draw = (): number => seedOf(seed, 'fault', String(++drawn)) / 2 ** 31;
  const delayOf = ({ delay }: Fault): number =>
    delay === undefined
      ? 0
      : typeof delay === 'number'
        ? delay
        : Math.round(delay.min + draw() * (delay.max - delay.min));
  /** Takes one off the times that a fault applies. */
  const count = (fault: Fault): void => {
    if (fault.times === undefined) return;
    if (fault.times > 1) return void faults.set(fault.id, { ...fault, times: fault.times - 1 });
    faults.delete(fault.id);
    pasts.delete(fault.id);
  };
  return {
    capacity: MOST_FAULTS,
    get size() {
      return faults.size;
    },
    add: (given) => {
      if (faults.size >= MOST_FAULTS)
        throw new RangeError(`a world holds at most ${MOST_FAULTS} faults; clear some`);
      const fault: Fault = { ...given, id: `fault-${++added}` };
      faults.set(fault.id, fault);
      if (fault.stale === true) {
        const past = store.fork();
        // A failure is that of the call that needs it.
        past.catch(() => {});
        pasts.set(fault.id, past);
      }
      return fault;
    },
    list: () => [...faults.values()],
    clear: (id) => {
      if (id !== undefined) {
        pasts.delete(id);
        return faults.delete(id);
      }
      faults.clear();
      pasts.clear();
      return true;
    },
    apply: (call) => {
      for (const fault of faults.values()) {
        if (
          fault.webhook !== undefined ||
          !fits(fault, call) ||
          (fault.stale === true && !STALE.has(call.method)) ||
          (fault.rate !== undefined && draw() >= fault.rate)
        )
          continue;
        const past = pasts.get(fault.id);
        count(fault);
        return { fault, delay: delayOf(fault), past };
      }
      return undefined;
    },
    applyToDelivery: ({ vendor, topic }, modes) => {
      for (const fault of faults.values()) {
        const { webhook, rate } = fault;
        if (
          webhook === undefined ||
          (modes === undefined ? webhook === 'before' : !modes.includes(webhook)) ||
          (fault.vendor !== undefined && fault.vendor !== vendor) ||
          !matchesTopic(fault.topic === undefined ? undefined : [fault.topic], topic) ||
          (rate !== undefined && draw() >= rate)
        )
          continue;
        count(fault);
        return fault;
      }
      return undefined;
    },
  };
}

/** The kind of failure that usually has a status. The vendor renders it more exactly than a bare status. */
const USUAL: Readonly<Record<number, FailureKind>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  413: 'body_too_large',
  415: 'unsupported_media_type',
  429: 'rate_limited',
};

/** The failures that a fault may be rendered as, the best one first. Use the first one that renders with the wanted status. */
export function faultFailures(
  { status, failure }: FaultEffect,
  call: FaultCall,
  now: Date,
): readonly Failure[] {
  if (failure !== undefined) return [failureOf(failure, call, now)];
  if (status === undefined) return [];
  const kind = USUAL[status];
  const usual = kind === undefined ? [] : [failureOf({ kind }, call, now)];
  return [...usual, { kind: 'injected', status }];
}

function failureOf(
  { kind, code, params = {} }: NonNullable<FaultEffect['failure']>,
  call: FaultCall,
  now: Date,
): Failure {
  switch (kind) {
    case 'domain':
      return { kind, code: code ?? '', params };
    case 'unauthenticated':
      return {
        kind,
        reason:
          params.reason === 'missing' || params.reason === 'malformed' || params.reason === 'insufficient'
            ? params.reason
            : 'wrong',
      };
    case 'forbidden':
      return { kind, reason: String(params.reason ?? 'a fault was asked for') };
    case 'rate_limited': {
      const window = 60;
      return {
        kind,
        quota: { limit: 1, remaining: 0, window, resetAt: Math.floor(now.getTime() / 1000) + window },
      };
    }
    case 'route_not_found':
      return { kind, method: call.method, path: call.path };
    case 'method_not_allowed':
      return { kind, method: call.method, path: call.path, allow: [] };
    case 'malformed_body':
      return { kind, reason: 'a fault was asked for', text: '' };
    case 'body_too_large':
      return { kind, limit: 0 };
    case 'unsupported_media_type':
      return { kind, mediaType: '' };
    case 'invalid_request':
      return { kind, issues: [] };
    case 'injected':
      return { kind, status: 500 };
    default: {
      const unknown: never = kind;
      return unknown;
    }
  }
}
