/** Whether a call shows a credential that its operation asks for. */
import type { Contract, Operation } from '../contract/contract.ts';
import { member } from '../contract/document/load-document.ts';
import { securitySchemes } from '../contract/document/security.ts';
import type { Vendor } from '../core/vendor.ts';
import type { AddFinding, PactFinding } from './findings.ts';
import type { PactRequest } from './read-pact.ts';

/** Types of schemes that say where the credential is in a call. The others leave it to other standards. */
const SAY_WHERE = new Set(['apiKey', 'http']);

/** The type of a scheme in place of all others, that leaves open where its credential is. */
function openType({ security }: Operation, { documents }: Contract): string | undefined {
  const types = new Map(
    securitySchemes(documents).map(([name, scheme]) => [name, String(member(scheme, 'type')?.value)]),
  );
  return security
    .filter((alternative) => alternative.every((name) => !SAY_WHERE.has(types.get(name) ?? '')))
    .map(([name = '']) => types.get(name))[0];
}

/**
 * An error where the document says how a credential is sent. A built-in vendor gets a warning: its pacts often get
 * their credential when they are verified.
 */
export function checkCredential(
  request: PactRequest,
  query: string,
  operation: Operation,
  { contract, vendor }: { readonly contract: Contract; readonly vendor: Vendor },
  addFinding: AddFinding,
): readonly PactFinding[] {
  if (operation.security.length === 0) return [];
  const identity = vendor.identify(request.headers, [], query);
  if (!('failure' in identity) || identity.failure.reason !== 'missing') return [];
  const open = openType(operation, contract);
  const doubt = open === undefined ? '' : `; the contract does not say how one of the type ${open} is sent`;
  return [
    addFinding(
      vendor.foreign === true && open === undefined ? 'error' : 'warning',
      'credential',
      `${request.pointer}/headers`,
      `the call shows no credential, and ${operation.id} asks for one${doubt}`,
    ),
  ];
}
