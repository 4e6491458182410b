/** Which operation of the new document is which of the old: those that answer the same requests. */

import { basesOf } from '../contract/document/base-paths.ts';
import { describedOperations } from '../contract/document/described-operations.ts';
import { type Documents, member, members, type Node } from '../contract/document/load-document.ts';

export interface DiffedOperation {
  /** Upper case, but for `additionalOperations`. */
  readonly method: string;
  readonly template: string;
  /** Paths below which it is served. */
  readonly bases: readonly string[];
  readonly node: Node;
  /** Of its path. */
  readonly item: Node;
}

export interface PairedOperation {
  readonly old: DiffedOperation;
  readonly new: DiffedOperation;
  /** Names of path parameters in the old template, and in the new. */
  readonly names: ReadonlyMap<string, string>;
}

export interface PairedOperations {
  readonly pairs: readonly PairedOperation[];
  readonly removed: readonly DiffedOperation[];
  readonly added: readonly DiffedOperation[];
}

/** The operations of a path item. */
export function operationsOfItem(
  template: string,
  reference: Node,
  bases: readonly string[],
  documents: Documents,
): readonly DiffedOperation[] {
  const item = documents.resolve(reference);
  const around = basesOf(item, bases);
  return describedOperations(item, documents.root).map(([method, found]) => {
    const node = documents.resolve(found);
    return { method, template, bases: basesOf(node, around), node, item };
  });
}

/** All that stand below `paths`. */
export function operationsIn(documents: Documents): readonly DiffedOperation[] {
  const bases = basesOf(documents.root);
  return members(member(documents.root, 'paths'))
    .filter(([template]) => template.startsWith('/'))
    .flatMap(([template, item]) => operationsOfItem(template, item, bases, documents));
}

/** The template without the names of its parameters. */
const shapeOf = (template: string): string => template.replace(/\{[^{}]*\}/g, '{}');

const namesIn = (template: string): readonly string[] =>
  [...template.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);

/** From the last, since the base path of one of them may be part of the template of the other. */
function pairedNames(old: string, next: string): ReadonlyMap<string, string> {
  const names = namesIn(next).toReversed();
  return new Map(
    namesIn(old)
      .toReversed()
      .map((name, index) => [name, names[index] ?? name]),
  );
}

export function pairOperations(
  old: readonly DiffedOperation[],
  next: readonly DiffedOperation[],
): PairedOperations {
  const left = new Set(next);
  const index = (keysOf: (operation: DiffedOperation) => readonly string[]) =>
    Map.groupBy(
      next.flatMap((operation) => keysOf(operation).map((key) => ({ key, operation }))),
      ({ key }) => key,
    );
  const byTemplate = (one: DiffedOperation): readonly string[] => [`${one.method} ${shapeOf(one.template)}`];
  const byPath = (one: DiffedOperation): readonly string[] =>
    one.bases.map((base) => `${one.method} ${shapeOf(base + one.template)}`);
  const pairs: PairedOperation[] = [];
  let waiting = old;
  // Below the same base paths first, then anywhere, then where a base path became part of the templates.
  for (const keysOf of [byPath, byTemplate]) {
    const known = index(keysOf);
    waiting = waiting.filter((one) => {
      const twin = keysOf(one)
        .flatMap((key) => known.get(key) ?? [])
        .find(({ operation }) => left.has(operation))?.operation;
      if (twin === undefined) return true;
      left.delete(twin);
      pairs.push({ old: one, new: twin, names: pairedNames(one.template, twin.template) });
      return false;
    });
  }
  const order = new Map(old.map((one, place) => [one, place]));
  return {
    pairs: pairs.toSorted((one, other) => (order.get(one.old) ?? 0) - (order.get(other.old) ?? 0)),
    removed: waiting,
    added: [...left],
  };
}
