/** `vendouble infer`: prints what is inferred from a document, as an OpenAPI Overlay that you can correct. */
import { openContract } from '../contract/contract.ts';
import { readOverlay } from '../contract/document/overlay.ts';
import { infer } from '../infer/infer.ts';
import { documentPaths } from '../infer/paths.ts';
import { READ_OPTIONS } from '../infer/vendor.ts';
import { writeOverlay } from '../infer/write-overlay.ts';
import { fetchDocument } from './fetch-document.ts';

export interface InferFlags {
  readonly overlay?: string;
}

/**
 * @param spec a path, or a URL that is downloaded once
 * @throws {ContractError} for a document or an overlay that cannot be used
 * @throws {ConfigError} for a URL that cannot be downloaded
 */
export async function inferDocument(spec: string, { overlay }: InferFlags): Promise<void> {
  const { documents, title } = openContract(
    await fetchDocument(spec),
    READ_OPTIONS,
    overlay === undefined ? undefined : readOverlay(overlay),
  );
  const paths = documentPaths(documents);
  const inference = infer(documents, paths);
  const kept = inference.operations.filter(({ generated }) => generated === null).length;
  process.stdout.write(writeOverlay(inference, paths, title, spec));
  process.stderr.write(
    `${title}: ${kept} of ${inference.operations.length} operations are answered from state, the rest is generated; correct the overlay and hand it to start with --overlay\n`,
  );
}
