/** Which methods of a document can be served. */
import { METHODS } from '../core/http-methods.ts';
import { lazy } from '../core/lazy.ts';
import type { Documents, Node } from './document/load-document.ts';

const EVERYWHERE: ReadonlySet<string> = new Set(METHODS.map((method) => method.toUpperCase()));

/** The methods that Node's HTTP parser reads; it refuses every other one before we see the request. */
const readableMethods = lazy(() => new Set(process.getBuiltinModule('node:http').METHODS));

/** Whether requests with a method arrive. */
export const isReadable = (method: string): boolean =>
  EVERYWHERE.has(method) || readableMethods().has(method);

/** Does the same. A method that does not arrive is reported, and costs only its operation. */
export function isServable(method: string, { at }: Node, documents: Documents): boolean {
  if (isReadable(method)) return true;
  const upper = method.toUpperCase();
  const mend = readableMethods().has(upper)
    ? `; methods are case-sensitive, so write ${upper} if you mean that one`
    : '';
  documents.attempt(() =>
    documents.flaw(
      at,
      `the method ${method} is not served: Node's HTTP parser refuses requests with it before they are read${mend}`,
    ),
  );
  return false;
}
