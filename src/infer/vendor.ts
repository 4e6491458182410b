/** A vendor made from any document: what is recognised is answered from state, everything else from the contract. */
import { type Contract, loadContract } from '../contract/contract.ts';
import { readOverlay } from '../contract/overlay.ts';
import type { Vendor } from '../vendor.ts';
import { infer } from './infer.ts';
import { pathsOf } from './paths.ts';
import { createErrors } from './serve/errors.ts';
import { createHandlers } from './serve/handlers.ts';
import { accountSchema, credentialsOf } from './serve/identify.ts';
import { shape } from './serve/keep.ts';
import { templatesOf } from './serve/templates.ts';

/** How the document of such a vendor is read. */
export const READING = {
  reports: 'all',
  routing: { trailingSlash: 'significant', caseSensitive: true },
} as const satisfies Pick<Vendor, 'reports' | 'routing'>;

/** A document to serve. */
export interface Described {
  /** Path of the document. */
  readonly spec: string;
  /** Path of an OpenAPI Overlay with corrections. */
  readonly overlay?: string | undefined;
}

export interface Inferring {
  readonly vendor: Vendor;
  readonly contract: Contract;
}

/**
 * @param name first segment of its URLs
 * @throws {ContractError} for a document or an overlay that cannot be used
 */
export function inferVendor(name: string, { spec, overlay }: Described): Inferring {
  const contract = loadContract(spec, READING, overlay === undefined ? undefined : readOverlay(overlay));
  const { documents } = contract;
  const paths = pathsOf(documents);
  const inference = infer(documents, paths);
  const nodes = new Map(paths.flatMap((path) => path.operations.map(({ id, node }) => [id, node])));
  const vendor: Vendor = {
    ...READING,
    ...credentialsOf(documents),
    name,
    title: contract.title,
    versions: { v1: { spec, handlers: createHandlers(inference, paths, contract) } },
    collections: Object.fromEntries(inference.resources.map((resource) => [resource.name, shape])),
    account: accountSchema,
    // Credentials before anything that a stranger's request could reveal, as most frameworks have it.
    precedence: [
      'rate_limited',
      'unauthenticated',
      'body_too_large',
      'unsupported_media_type',
      'malformed_body',
      'invalid_request',
    ],
    renderFailure: createErrors(contract, templatesOf(documents, nodes)),
  };
  return { vendor, contract };
}
