/** Describes a vendor for the inspector: its operations, their replies, and the evidence for them. */
import type { Operation } from '../contract/contract.ts';
import { tagPath } from '../contract/document/tag-path.ts';
import { createIds } from '../core/ids.ts';
import { type Headers, handledOperations } from '../core/vendor.ts';
import { basePathOf } from '../services/base-path.ts';
import type { Service } from '../services/service.ts';
import type { World } from '../worlds/world.ts';
import { ControlError } from './control-error.ts';
import type { Lookup } from './lookup.ts';

export interface OperationView {
  readonly id: string;
  readonly method: string;
  /** Template below the vendor, with the contract's base path. */
  readonly path: string;
  /** First segment of the path that is not a parameter. */
  readonly resource: string;
  /** The first tag of the operation below its ancestors, where the document has a tree of tags (OpenAPI 3.2). */
  readonly tags?: readonly string[];
  readonly answered: 'modelled' | 'generated';
  /** Grade of the operation itself. */
  readonly evidence: string | null;
  readonly replies: readonly { readonly status: string; readonly evidence: string | null }[];
}

export interface VendorView {
  readonly name: string;
  readonly title: string;
  /** Its URL in the world. */
  readonly url: string;
  /** The URL that a client is configured with: `url`, and the base path of a document. */
  readonly baseUrl: string;
  readonly versions: readonly string[];
  /** The version that is described. */
  readonly version: string;
  /** Headers with a credential for the world; `null` when the configuration declares accounts. */
  readonly credential: Headers | null;
  readonly operations: readonly OperationView[];
}

export interface Descriptions {
  /** @param version the first one when absent. @throws {ControlError} for an unknown vendor, version or world */
  vendor(name: string, version?: string, world?: string): VendorView;
  /** An operation of the contract, with its references resolved. @throws {ControlError} for an unknown one */
  operation(vendor: string, operation: string, version?: string): Readonly<Record<string, unknown>>;
}

const resourceOf = (template: string): string =>
  template.split('/').find((segment) => segment !== '' && !segment.includes('{')) ?? '';

const viewOf = (operation: Operation, tags: readonly string[], handled: boolean): OperationView => ({
  id: operation.id,
  method: operation.method,
  path: (operation.bases[0] ?? '') + operation.template,
  resource: resourceOf(operation.template),
  ...(tags.length === 0 ? {} : { tags }),
  answered: handled ? 'modelled' : 'generated',
  evidence: operation.evidence?.grade ?? null,
  replies: operation.responses.map(({ status, evidence }) => ({ status, evidence: evidence?.grade ?? null })),
});

/** Headers with a credential for a world; `null` when the configuration declares accounts. */
export function credentialFor({ vendor, accounts }: Service, world: World): Headers | null {
  const own = world.credentials.get(vendor.name);
  if (own !== undefined) return own.headers;
  if (accounts.length > 0) return null;
  let drawn = 0;
  return vendor.issue(createIds(`${world.seed}/visitor`, () => ++drawn)).headers;
}

/** @param urlsOf by vendor, its URL in a world */
export function createDescriptions(
  found: Lookup,
  urlsOf: (world: World) => Readonly<Record<string, string>>,
): Descriptions {
  const versionOf = ({ vendor, versions }: Service, wanted: string = [...versions.keys()][0] ?? '') => {
    const known = versions.get(wanted);
    if (known === undefined)
      throw new ControlError(
        404,
        `${vendor.name} has no version ${wanted}; it has ${[...versions.keys()].join(', ')}`,
      );
    return { name: wanted, ...known };
  };
  return {
    vendor: (name, wanted, id) => {
      const service = found.service(name);
      const { name: version, contract, handlers } = versionOf(service, wanted);
      const world = found.world(id);
      const url = urlsOf(world)[name] ?? '';
      const answered = new Set(handledOperations(handlers));
      return {
        name,
        title: service.vendor.title,
        url,
        baseUrl: url + basePathOf(service),
        versions: [...service.versions.keys()],
        version,
        credential: credentialFor(service, world),
        operations: contract.operations.map((operation) =>
          viewOf(operation, tagPath(contract.documents, operation.at), answered.has(operation.id)),
        ),
      };
    },
    operation: (name, id, wanted) => {
      const { contract, name: version } = versionOf(found.service(name), wanted);
      const operation = contract.operations.find((known) => known.id === id);
      if (operation === undefined) throw new ControlError(404, `${name} ${version} has no operation ${id}`);
      return contract.describe(operation);
    },
  };
}
