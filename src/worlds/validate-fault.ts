/** Whether a fault could do what somebody asks of it; one that never strikes would be taken for a client that copes. */

import type { Fault } from '../core/fault.ts';
import { createIds } from '../core/ids.ts';
import type { Service } from '../services/service.ts';
import { faultFailures } from './faults.ts';

type Wish = Omit<Fault, 'id'>;

const EFFECTS = ['status', 'failure', 'stale', 'abort', 'delay', 'drip', 'truncate'] as const;
const OUTCOMES: readonly string[] = ['status', 'failure', 'stale', 'abort'];

function contradiction(fault: Wish): string | undefined {
  const does = EFFECTS.filter((effect) => fault[effect] !== undefined && fault[effect] !== false);
  if (does.length === 0) return `a fault does something: say one of ${EFFECTS.join(', ')}`;
  const outcomes = does.filter(
    (effect) => OUTCOMES.includes(effect) && !(effect === 'abort' && fault.abort === 'during'),
  );
  if (outcomes.length > 1) return `a call ends in one way; this fault says ${outcomes.join(' and ')}`;
  if (typeof fault.delay === 'object' && fault.delay.min > fault.delay.max)
    return `a delay goes from min to max; ${fault.delay.min} is more than ${fault.delay.max}`;
  return undefined;
}

/** A code that a vendor does not know; every vendor that the fault may meet must have words for it. */
function unspeakable(fault: Wish, services: readonly Service[], now: Date): string | undefined {
  if (fault.failure?.kind !== 'domain') return undefined;
  const { operation, method = 'GET', path = '/', failure } = fault;
  if (failure.code === undefined)
    return 'a failure of the kind domain needs the code of one of the vendor’s own';
  for (const { vendor, versions, options } of services) {
    const met = [...versions].find(([, { contract }]) =>
      contract.operations.some(({ id }) => operation === undefined || id === operation),
    );
    if (met === undefined || (fault.vendor !== undefined && fault.vendor !== vendor.name)) continue;
    const request = { method, path, query: '', headers: {}, body: { kind: 'none' }, base: '' } as const;
    const call = { vendor: vendor.name, operation, method, path, request };
    const ids = createIds('fault', () => 1);
    try {
      for (const asked of faultFailures(fault, call, now))
        vendor.renderFailure(asked, { request, version: met[0], operation, ids, now, options });
    } catch (cause) {
      return `${vendor.name} cannot word the failure ${failure.code}: ${(cause as Error).message}; name the vendor whose it is, and its code and params`;
    }
  }
  return undefined;
}

/** @returns why not, in a sentence; `undefined` when it could */
export const impossibleFault = (fault: Wish, services: readonly Service[], now: Date): string | undefined =>
  contradiction(fault) ?? unspeakable(fault, services, now);
