/** `vendouble drift`: where a recording of the real vendor differs from the contract and the emulator. */
import { systemClock } from '../core/clock.ts';
import { applyBudget, readBudget } from '../drift/budget.ts';
import { findPlace } from '../drift/contract-place.ts';
import type { DriftFormat } from '../drift/drift-formats.ts';
import { findDrift } from '../drift/find-drift.ts';
import { formatDrift } from '../drift/format-drift.ts';
import { type ReplayedExchange, readRecording } from '../recordings/read-recording.ts';
import type { Service } from '../services/service.ts';
import type { LiveFlags } from './ask-vendor.ts';
import { CommandError } from './command-error.ts';
import { openRecordedVendor } from './recorded-vendor.ts';

export interface DriftFlags extends LiveFlags {
  readonly format: DriftFormat;
  readonly budget?: string;
  readonly overlay?: readonly string[];
  readonly allowRefs?: string;
}

/** The exchanges to compare, and the path of the address that the vendor was called at. */
async function exchangesOf(
  service: Service,
  folder: string | undefined,
  flags: DriftFlags,
): Promise<{ readonly exchanges: readonly ReplayedExchange[]; readonly basePath: string | undefined }> {
  if (flags.live === true && folder === undefined)
    return (await import('./ask-vendor.ts')).askVendor(service, flags);
  if (flags.live === true || folder === undefined)
    throw new CommandError('name a recording, or --live with --to and --operations, and not both');
  return { exchanges: readRecording(folder), basePath: flags.basePath };
}

/** Exits 1 for differences that are not in the budget, and 2 when nothing could be compared. */
export async function drift(vendor: string, folder: string | undefined, flags: DriftFlags): Promise<void> {
  const service = await openRecordedVendor(vendor, flags);
  const budget = flags.budget === undefined ? [] : readBudget(flags.budget);
  const { exchanges, basePath } = await exchangesOf(service, folder, flags);
  const report = await findDrift(service, exchanges, basePath);
  if (report.compared === 0)
    throw new CommandError(
      `no exchange of ${folder ?? 'the vendor'} could be compared: ${Object.keys(report.skipped)[0] ?? 'there are none'}`,
    );
  const budgeted = applyBudget(report.findings, budget, systemClock.now());
  process.stdout.write(formatDrift(flags.format, report, budgeted, findPlace(service)));
  if (budgeted.open.length > 0) process.exitCode = 1;
}
