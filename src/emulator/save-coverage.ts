/** Keeps the coverage of an emulator for `vendouble coverage` and the reporter. */
import { createToken } from '../core/ids.ts';
import type { Coverage } from '../coverage/coverage.ts';
import { writeCoverage } from '../coverage/coverage-files.ts';
import type { Scenarios } from '../scenarios/scenarios.ts';

/** @returns writes the emulator's file, over what it wrote before; does nothing without a folder */
export function createSaveCoverage(
  folder: string | undefined,
  coverage: Coverage | undefined,
  scenarios: Scenarios,
): () => void {
  const name = createToken();
  return () => {
    if (folder === undefined || coverage === undefined) return;
    const documents = coverage.documents();
    writeCoverage(folder, name, { ...coverage.read(scenarios.own()), documents });
  };
}
