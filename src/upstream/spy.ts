/** Decides which calls the emulator answers itself and which go to the real vendor. */
import { type Grade, isWeaker, weakest } from '../contract/document/evidence.ts';
import type { Headers } from '../core/vendor.ts';
import { findRoute, type Service, selectContractVersion } from '../services/service.ts';

/**
 * Whether the emulator models an operation, and knows it by evidence of at least a grade.
 *
 * @param grade the weakest evidence that is enough; `assumed` takes every modelled operation
 */
export function answersItself(
  service: Service,
  grade: Grade,
  {
    method,
    path,
    query,
    headers,
  }: { readonly method: string; readonly path: string; readonly query: string; readonly headers: Headers },
): boolean {
  try {
    const request = { method, path, query, headers, body: { kind: 'none' }, base: '' } as const;
    const { match, handlers } = findRoute(service, selectContractVersion(service, request), request);
    if (match.found === undefined || !Object.hasOwn(handlers, match.found.id)) return false;
    return grade === 'assumed' || !isWeaker(weakest(match.found, 200)?.grade, grade);
  } catch {
    // A version or a path that the contract does not know: the vendor answers.
    return false;
  }
}
