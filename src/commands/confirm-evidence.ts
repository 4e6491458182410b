/** `vendouble fidelity --from`: prints what a recording confirms of a contract, as an OpenAPI Overlay. */
import { basename } from 'node:path';
import { evidencePatch } from '../drift/evidence-overlay.ts';
import { weighEvidence } from '../drift/weigh-evidence.ts';
import { formatOverlay } from '../infer/write-overlay.ts';
import { readRecording } from '../recordings/read-recording.ts';
import { CommandError } from './command-error.ts';
import { openRecordedVendor } from './recorded-vendor.ts';

export interface ConfirmFlags {
  readonly from: string;
  readonly overlay?: readonly string[];
  readonly basePath?: string;
}

/** @param vendor name of a vendor, or path or address of an OpenAPI document */
export async function confirmEvidence(vendor: string, flags: ConfirmFlags): Promise<void> {
  const service = await openRecordedVendor(vendor, flags);
  const claims = await weighEvidence(service, readRecording(flags.from), flags.basePath);
  const version =
    claims.find(({ confirmedBy }) => confirmedBy.length > 0)?.version ??
    [...service.versions.keys()][0] ??
    '';
  const known = service.versions.get(version);
  if (claims.length === 0 || known === undefined)
    throw new CommandError(
      `no exchange of ${flags.from} could be held against the contract; vendouble drift ${vendor} ${flags.from} says why`,
    );
  const spec = service.vendor.foreign === true ? vendor : `${service.vendor.name}/${version}`;
  const { overlay, shared, contradicted } = evidencePatch(
    claims.filter((claim) => claim.version === version),
    basename(flags.from),
    known.contract.title,
    spec,
  );
  process.stdout.write(formatOverlay(overlay));
  const lines = [
    ...contradicted.map((text) => `contradicted: ${text}`),
    ...shared.map((name) => `confirmed, but said in one place for several operations: ${name}`),
    `${overlay.actions.length} claims are confirmed, ${contradicted.length} contradicted; review the overlay, then use it with --overlay`,
  ];
  process.stderr.write(lines.map((line) => `${line}\n`).join(''));
}
