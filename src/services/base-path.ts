/** The base path of a document: what clients put between the URL of the vendor and the paths of its operations. */
import type { Service } from './service.ts';

/**
 * @returns the path of its `servers` that most operations are below; empty for a built-in vendor, whose clients add
 * it themselves
 */
export function basePathOf({ vendor, versions }: Service): string {
  if (vendor.foreign !== true) return '';
  const counts = new Map<string, number>();
  for (const { contract } of versions.values())
    for (const { bases } of contract.operations)
      if (bases[0] !== undefined) counts.set(bases[0], (counts.get(bases[0]) ?? 0) + 1);
  return [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? '';
}
