/** `vendouble infer`: prints what is inferred from a document, as an OpenAPI Overlay that you can correct. */
import { openContract } from '../contract/contract.ts';
import { readOverlays } from '../contract/overlay/read-overlay.ts';
import { overlayOf } from '../drift/drift-overlay.ts';
import { findDrift } from '../drift/find-drift.ts';
import { infer } from '../infer/infer.ts';
import { documentPaths } from '../infer/paths.ts';
import { READ_OPTIONS } from '../infer/vendor.ts';
import { formatOverlay, writeOverlay } from '../infer/write-overlay.ts';
import { readRecording } from '../recordings/read-recording.ts';
import { fetchDocument } from './fetch-document.ts';
import { openRecordedVendor } from './recorded-vendor.ts';

export interface InferFlags {
  readonly overlay?: readonly string[];
  /** Folder of a recording, to print what the document lacks. */
  readonly from?: string;
}

/**
 * @param spec a path, or a URL that is downloaded once
 * @throws {ContractError} for a document or an overlay that cannot be used
 * @throws {ConfigError} for a URL that cannot be downloaded
 */
export async function inferDocument(spec: string, { overlay, from }: InferFlags): Promise<void> {
  if (from !== undefined) return inferFromRecording(spec, from, overlay);
  const { documents, title } = openContract(await fetchDocument(spec), READ_OPTIONS, readOverlays(overlay));
  const paths = documentPaths(documents);
  const inference = infer(documents, paths);
  const kept = inference.operations.filter(({ generated }) => generated === null).length;
  process.stdout.write(writeOverlay(inference, paths, title, spec));
  process.stderr.write(
    `${title}: ${kept} of ${inference.operations.length} operations are answered from state, the rest is generated; correct the overlay and hand it to start with --overlay\n`,
  );
}

/** Prints what a recording shows and the document lacks. */
async function inferFromRecording(
  spec: string,
  folder: string,
  overlay: readonly string[] | undefined,
): Promise<void> {
  const service = await openRecordedVendor(spec, overlay === undefined ? {} : { overlay });
  const [known] = service.versions.values();
  const report = await findDrift(service, readRecording(folder));
  const found = overlayOf(report, known?.contract.title ?? spec);
  process.stdout.write(formatOverlay(found));
  const without = report.findings.filter((finding) => finding.overlay === undefined).length;
  process.stderr.write(
    `${report.exchanges} exchanges show ${found.actions.length} things that the document lacks, and ${without} differences that no overlay settles; review it, then use it with --overlay\n`,
  );
}
