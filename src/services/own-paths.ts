/** Paths of a document at `/` that begin as the emulator's own do. There the document wins. */
import type { Contract, Operation } from '../contract/contract.ts';
import { operationAt } from '../contract/suggest-operations.ts';
import type { Service } from './service.ts';

/** First segments of the emulator's own URLs. */
const OWN = ['w', '__admin', '__inspector'];

const isOwnPath = (path: string): boolean => OWN.includes(path.split('/')[1] ?? '');

/** Where an operation is served below one of our own segments; `undefined` if it is not. */
const ownPathOf = ({ bases, template }: Operation): string | undefined =>
  bases.map((base) => base + template).find(isOwnPath);

/** Whether a document describes a request whose path begins as the emulator's own do. */
export function describesOwnPath(service: Service, method: string, path: string): boolean {
  if (service.vendor.foreign !== true) return false;
  return [...service.versions.values()].some(({ contract }) => {
    const found = operationAt(contract, method, path);
    return found !== undefined && ownPathOf(found) !== undefined;
  });
}

const HIDDEN: Readonly<Record<string, string>> = {
  w: 'worlds are then reached by the header x-vendouble-world',
  __admin: 'the control plane is not reached by this path',
  __inspector: 'the web UI is not reached by this path',
};

/** Reports each operation that hides a path of the emulator. */
export function reportOwnPaths({ operations, documents }: Contract): void {
  for (const operation of operations) {
    const path = ownPathOf(operation);
    if (path === undefined) continue;
    const [, first = ''] = path.split('/', 2);
    documents.report(
      operation.at,
      `the path ${path} starts as vendouble's own /${first}/ does, and the document answers it: ${HIDDEN[first]}. Give the document a prefix to have both`,
    );
  }
}
