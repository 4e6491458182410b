/** Rejects faults that could never do what they say: a test would take one for a client that copes. */
import type { Fault } from '../core/fault.ts';
import { impossibleEffect } from '../core/fault-types.ts';
import { createIds } from '../core/ids.ts';
import type { Service } from '../services/service.ts';
import { faultFailures } from './faults.ts';

type NewFault = Omit<Fault, 'id'>;

/** Why a vendor cannot render the failure of a fault; every vendor that the fault can meet must be able to. */
function unrenderable(fault: NewFault, services: readonly Service[], now: Date): string | undefined {
  const { operation, method = 'GET', path = '/', failure } = fault;
  for (const { vendor, versions, options } of services) {
    const met = [...versions].find(([, { contract }]) =>
      contract.operations.some(({ id }) => operation === undefined || id === operation),
    );
    if (met === undefined || (fault.vendor !== undefined && fault.vendor !== vendor.name)) continue;
    const request = { method, path, query: '', headers: {}, body: { kind: 'none' }, base: '' } as const;
    const call = { vendor: vendor.name, operation, method, path, request };
    const ids = createIds('fault', () => 1);
    try {
      for (const wanted of faultFailures(fault, call, now))
        vendor.renderFailure(wanted, { request, version: met[0], operation, ids, now, options });
    } catch (cause) {
      return `${vendor.name} cannot word the failure ${failure?.code}: ${(cause as Error).message}; name the vendor whose it is, and its code and params`;
    }
  }
  return undefined;
}

/** Why a fault of webhooks cannot be told by calls, or the other way round. */
function impossibleTarget({ webhook, topic, operation, method, path, match }: NewFault): string | undefined {
  if (webhook === undefined)
    return topic === undefined
      ? undefined
      : 'topic is for faults of webhooks; say webhook, such as webhook: drop';
  const ofCalls = Object.entries({ operation, method, path, match }).flatMap(([name, value]) =>
    value === undefined ? [] : [name],
  );
  return ofCalls.length === 0
    ? undefined
    : `a fault of webhooks is for a vendor and a topic; leave out ${ofCalls.join(', ')}`;
}

/** @returns why a fault is impossible, in a sentence; `undefined` when it is possible */
export const impossibleFault = (
  fault: NewFault,
  services: readonly Service[],
  now: Date,
): string | undefined =>
  impossibleTarget(fault) ?? impossibleEffect(fault, () => unrenderable(fault, services, now));
