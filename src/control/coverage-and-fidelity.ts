/** The methods `coverage`, what calls have exercised of the contracts, and `fidelity`, the evidence behind each reply. */
import { ledgerOf } from '../contract/fidelity-ledger.ts';
import type { Vendor } from '../core/vendor.ts';
import type { Coverage } from '../coverage/coverage.ts';
import type { Scenarios } from '../scenarios/scenarios.ts';
import type { Service } from '../services/service.ts';
import { type Control, ControlError } from './types.ts';

export const createCoverageAndFidelity = (
  services: readonly Service[],
  scenarios: Scenarios,
  counter: Coverage | undefined,
  vendorOf: (name: string) => Vendor,
): Pick<Control, 'coverage' | 'fidelity'> => ({
  coverage: () => {
    if (counter !== undefined) return counter.read(scenarios.own());
    throw new ControlError(409, 'coverage is not counted; start the emulator with --coverage');
  },
  fidelity: (name) => {
    const asked = name === undefined ? undefined : vendorOf(name);
    return services
      .filter(({ vendor }) => asked === undefined || vendor === asked)
      .map(({ vendor, versions }) => ledgerOf(vendor, versions));
  },
});
