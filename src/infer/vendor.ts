/**
 * Makes a vendor from any OpenAPI document. Recognised operations are stateful; all others reply from the contract.
 */
import { openContract } from '../contract/contract.ts';
import { readOverlays } from '../contract/overlay/read-overlay.ts';
import { accountSchema } from '../core/credentials.ts';
import type { AnyHandler, Collections, Vendor } from '../core/vendor.ts';
import { infer } from './infer.ts';
import { documentPaths } from './paths.ts';
import { memoize } from './schema-properties.ts';
import { credentialReader } from './serve/credentials.ts';
import { deviceAuthorization } from './serve/device-authorization.ts';
import { errorTemplates } from './serve/error-templates.ts';
import { createErrorRenderer } from './serve/errors.ts';
import { createBehaviour } from './serve/handlers.ts';
import { recordShape } from './serve/stored-records.ts';
import { documentWebhooks } from './webhooks.ts';

/** Options for reading the document of such a vendor. */
export const READ_OPTIONS = {
  foreign: true,
  reports: 'all',
  routing: { trailingSlash: 'significant', caseSensitive: true },
} as const satisfies Pick<Vendor, 'foreign' | 'reports' | 'routing'>;

/** An OpenAPI document to serve, with additions to it. */
export interface DescribedVendor {
  /** Path of the document. */
  readonly spec: string;
  /** Path of an OpenAPI Overlay with corrections, or several, which are applied in this order. */
  readonly overlay?: string | readonly string[] | undefined;
  /** A folder besides that of the document whose files it may refer to. */
  readonly allowRefs?: string | undefined;
  /** Whether flaws of the document are errors. Default: they are warnings. */
  readonly strictDocument?: boolean | undefined;
  /** Your own handlers, by operationId. They replace inferred and generated behaviour. */
  readonly handlers?: Readonly<Record<string, AnyHandler>>;
  /** Collections for these handlers, besides the inferred ones. */
  readonly collections?: Collections;
}

/**
 * Makes a vendor from any OpenAPI document. Spread it to change a part: `defineVendor({ ...inferVendor(…), reports:
 * 'first' })`.
 *
 * @param name first segment of its URLs
 * @throws {ContractError} for a document or an overlay that cannot be used
 * @throws {TypeError} for a collection with the name of an inferred one
 */
export function inferVendor(
  name: string,
  { spec, overlay, allowRefs, strictDocument, handlers, collections }: DescribedVendor,
): Vendor {
  const contract = openContract(spec, { ...READ_OPTIONS, allowRefs, strictDocument }, readOverlays(overlay));
  const { documents } = contract;
  const { paths, inference } = memoize(documents, (known) => {
    const paths = documentPaths(known);
    return { paths, inference: infer(known, paths) };
  });
  const nodes = new Map(paths.flatMap((path) => path.operations.map(({ id, node }) => [id, node])));
  const kept = Object.fromEntries(inference.resources.map((resource) => [resource.name, recordShape]));
  const twin = Object.keys(collections ?? {}).find((own) => Object.hasOwn(kept, own));
  if (twin !== undefined)
    throw new TypeError(`the collection ${twin} of ${name} is inferred; give yours another name`);
  const { handlers: inferred, extend, firstRecords } = createBehaviour(inference, paths, contract);
  const device = deviceAuthorization(contract);
  const own = Object.fromEntries(
    Object.entries(handlers ?? {}).map(([operation, handler]) => [
      operation,
      extend(handler, Object.keys(collections ?? {})),
    ]),
  );
  return {
    ...READ_OPTIONS,
    allowRefs,
    ...credentialReader(documents),
    name,
    title: contract.title,
    versions: { v1: { spec, handlers: { ...inferred, ...device.handlers, ...own }, contract } },
    collections: { ...kept, ...device.collections, ...collections },
    firstRecords,
    webhooks: documentWebhooks(contract),
    account: accountSchema('token'),
    // Credentials are checked before the body, as in most frameworks.
    precedence: [
      'rate_limited',
      'unauthenticated',
      'body_too_large',
      'unsupported_media_type',
      'malformed_body',
      'invalid_request',
    ],
    renderFailure: createErrorRenderer(contract, errorTemplates(documents, nodes)),
  };
}
