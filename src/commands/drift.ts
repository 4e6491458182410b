/** `vendouble drift`: where a recording of the real vendor differs from the contract and the emulator. */
import { systemClock } from '../core/clock.ts';
import { applyBudget, readBudget } from '../drift/budget.ts';
import type { DriftFormat } from '../drift/drift-formats.ts';
import { findDrift } from '../drift/find-drift.ts';
import { formatDrift } from '../drift/format-drift.ts';
import { readRecording } from '../recordings/read-recording.ts';
import { CommandError } from './command-error.ts';
import { openRecordedVendor } from './recorded-vendor.ts';

export interface DriftFlags {
  readonly format: DriftFormat;
  readonly budget?: string;
  readonly overlay?: string;
  readonly allowRefs?: string;
  readonly basePath?: string;
}

/** Exits 1 for differences that are not in the budget, and 2 when nothing could be compared. */
export async function drift(vendor: string, folder: string, flags: DriftFlags): Promise<void> {
  const service = await openRecordedVendor(vendor, flags);
  const budget = flags.budget === undefined ? [] : readBudget(flags.budget);
  const report = await findDrift(service, readRecording(folder), flags.basePath);
  if (report.compared === 0)
    throw new CommandError(
      `no exchange of ${folder} could be compared: ${Object.keys(report.skipped)[0] ?? 'there are none'}`,
    );
  const budgeted = applyBudget(report.findings, budget, systemClock.now());
  process.stdout.write(formatDrift(flags.format, report, budgeted, vendor));
  if (budgeted.open.length > 0) process.exitCode = 1;
}
