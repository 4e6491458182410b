/** The methods for the faults and the clock of a world. */
import type { AdjustableClock } from '../core/clock.ts';
import type { Fault } from '../core/fault.ts';
import type { Coverage } from '../coverage/coverage.ts';
import { redactMatch } from '../journal/match-request.ts';
import { type Service, secretNamesOf } from '../services/service.ts';
import type { Webhooks } from '../webhooks/create-webhooks.ts';
import { impossibleFault } from '../worlds/validate-fault.ts';
import { asControlError, ControlError } from './control-error.ts';
import type { Lookup } from './lookup.ts';
import { parseDuration } from './parse-duration.ts';
import type { ClockView, Control } from './types.ts';

type FaultAndClockMethods = Pick<
  Control,
  'addFault' | 'faults' | 'deleteFault' | 'clearFaults' | 'clock' | 'freeze' | 'resume' | 'advance'
>;

const clockView = (clock: AdjustableClock): ClockView => ({
  now: clock.now().toISOString(),
  frozen: clock.frozen,
});

export function createFaultsAndClock(
  { world: worldOf, service, assertOperation }: Lookup,
  services: readonly Service[],
  coverage: Coverage | undefined,
  webhooks: Webhooks,
): FaultAndClockMethods {
  const shown = (fault: Fault): Fault => {
    if (fault.match === undefined) return fault;
    const concerned = services.filter(
      ({ vendor }) => fault.vendor === undefined || fault.vendor === vendor.name,
    );
    const names = new Set(concerned.flatMap((service) => [...(secretNamesOf(service) ?? [])]));
    return { ...fault, match: redactMatch(fault.match, names) };
  };
  return {
    addFault: (fault, id) => {
      const { vendor, operation } = fault;
      if (vendor !== undefined) service(vendor);
      if (operation !== undefined) assertOperation(operation, vendor);
      const { id: world, faults, clock } = worldOf(id);
      const problem = impossibleFault(fault, services, clock.now());
      if (problem !== undefined) throw new ControlError(400, problem);
      const added = asControlError(() => faults.add(fault));
      if (fault.webhook === undefined) coverage?.fault(world, shown(added));
      return shown(added);
    },
    faults: (id) => worldOf(id).faults.list().map(shown),
    deleteFault: (name, id) => {
      if (!worldOf(id).faults.clear(name))
        throw new ControlError(404, `there is no fault ${name}; it was used up or removed`);
    },
    clearFaults: (id) => {
      worldOf(id).faults.clear();
    },
    clock: (id) => clockView(worldOf(id).clock),
    freeze: (at, id) => {
      const world = worldOf(id);
      const { clock } = world;
      clock.freeze(at === undefined ? undefined : new Date(at));
      webhooks.start(world);
      return clockView(clock);
    },
    resume: (id) => {
      const world = worldOf(id);
      const { clock } = world;
      clock.resume();
      webhooks.start(world);
      return clockView(clock);
    },
    advance: (by, id) => {
      const world = worldOf(id);
      const { clock, limits } = world;
      const from = clock.now();
      return webhooks.advance(world, parseDuration(by)).then((deliveries) => ({
        ...clockView(clock),
        from: from.toISOString(),
        reopened: limits.closing(from, clock.now()),
        ...(deliveries.length > 0 && { deliveries }),
      }));
    },
  };
}
