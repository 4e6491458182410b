/** What changed between two OpenAPI documents for the consumers of the API. */
import { type Documents, member, members, type Node } from '../contract/document/load-document.ts';
import { compareCalls, compareOperations, compareTexts } from './compare-operations.ts';
import { compareSchemes, pairSchemes } from './compare-security.ts';
import { type Comparison, createComparison, type NodePair, placesOf } from './comparison.ts';
import { type ContractChange, type FoundChange, toContractChange } from './contract-change.ts';
import { LEVELS } from './kinds.ts';
import {
  type DiffedOperation,
  operationsIn,
  type PairedOperations,
  pairOperations,
} from './pair-operations.ts';
import type { Part } from './part.ts';
import { createShapeReader } from './read-shape.ts';

const DOCUMENT: Part = { kind: 'document' };
const OPERATION: Part = { kind: 'operation' };

const titleOf = ({ method, template }: DiffedOperation): string => `${method} ${template}`;

const changedOperation = (operation: DiffedOperation): NonNullable<FoundChange['operation']> => {
  const id = member(operation.node, 'operationId')?.value;
  const title = titleOf(operation);
  return { title, id: typeof id === 'string' ? id : title };
};

/** A text of a shared component is reported once, and not for each operation that uses it. */
const keyOf = ({ kind, operation, part, path, name, before, after, old, new: next }: FoundChange): string =>
  JSON.stringify(
    kind === 'text-changed'
      ? [kind, name, old, next]
      : [kind, operation?.title, part, path, name, before, after, old, next],
  );

/**
 * @returns breaking changes first, each kind of level in the order of the old document
 * @throws {ContractError} for a reference that leads nowhere
 */
export function diffDocuments(old: Documents, next: Documents): readonly ContractChange[] {
  const readers = { old: createShapeReader(old), new: createShapeReader(next) };
  const found = new Map<string, FoundChange>();
  const add = (change: FoundChange): void => {
    const key = keyOf(change);
    if (!found.has(key)) found.set(key, change);
  };
  const roots: NodePair = { old: old.root, new: next.root };
  const comparison = createComparison(readers, undefined, add);
  const paired = pairOperations(operationsIn(old), operationsIn(next));
  const schemes = pairSchemes(roots, comparison);
  compareInfo(roots, comparison);
  compareServers(roots, paired, comparison);
  compareSchemes(roots, schemes, comparison);
  for (const operation of paired.removed)
    createComparison(readers, changedOperation(operation), add).report(
      'operation-removed',
      OPERATION,
      { old: operation.node.at, new: member(next.root, 'paths')?.at ?? next.root.at },
      { before: member(operation.node, 'deprecated')?.value === true ? 'deprecated' : '' },
    );
  for (const pair of paired.pairs)
    compareOperations(pair, { roots, schemes }, createComparison(readers, changedOperation(pair.old), add));
  for (const operation of paired.added)
    createComparison(readers, changedOperation(operation), add).report('operation-added', OPERATION, {
      old: member(old.root, 'paths')?.at ?? old.root.at,
      new: operation.node.at,
    });
  compareWebhooks(roots, comparison, add);
  const changes = [...found.values()].map((change) => toContractChange(change, old, next));
  return LEVELS.flatMap((level) => changes.filter((change) => change.level === level));
}

function compareInfo(roots: NodePair, comparison: Comparison): void {
  const infos = { old: member(roots.old, 'info'), new: member(roots.new, 'info') };
  if (infos.old === undefined || infos.new === undefined) return;
  compareTexts({ old: infos.old, new: infos.new }, DOCUMENT, ['title', 'version', 'description'], comparison);
}

const addressesOf = (root: Node): readonly string[] => {
  const servers = member(root, 'servers')?.value;
  const urls = Array.isArray(servers) ? servers.map((server): unknown => Object(server).url) : [];
  return urls.filter((url) => typeof url === 'string').sort();
};

const showBase = (base: string): string => (base === '' ? '/' : base);

/** A base path is part of what clients call. Another host is reported as cosmetic: documents often name several. */
function compareServers(roots: NodePair, { pairs }: PairedOperations, comparison: Comparison): void {
  const places = {
    old: member(roots.old, 'servers')?.at ?? roots.old.at,
    new: member(roots.new, 'servers')?.at ?? roots.new.at,
  };
  const pathsOf = ({ bases, template }: DiffedOperation): readonly string[] =>
    bases.map((base) => base + template.replace(/\{[^{}]*\}/g, '{}'));
  const lost = new Set<string>();
  const gained = new Set<string>();
  for (const { old, new: next } of pairs) {
    const [before, after] = [pathsOf(old), pathsOf(next)];
    for (const [index, path] of before.entries()) if (!after.includes(path)) lost.add(old.bases[index] ?? '');
    for (const [index, path] of after.entries())
      if (!before.includes(path)) gained.add(next.bases[index] ?? '');
  }
  const now = [...new Set(pairs.flatMap(({ new: next }) => next.bases))].map(showBase).join(' or ');
  for (const base of lost)
    comparison.report('base-path-removed', DOCUMENT, places, { name: showBase(base), after: now });
  for (const base of gained)
    if (lost.size === 0) comparison.report('base-path-added', DOCUMENT, places, { name: showBase(base) });
  const [before, after] = [addressesOf(roots.old), addressesOf(roots.new)].map((all) => all.join(', '));
  if (before !== after && lost.size + gained.size === 0)
    comparison.report('server-changed', DOCUMENT, places, {
      before: before || 'not named',
      after: after || 'not named',
    });
}

function compareWebhooks(roots: NodePair, comparison: Comparison, add: (change: FoundChange) => void): void {
  const next = new Map(members(member(roots.new, 'webhooks')));
  const old = new Map(members(member(roots.old, 'webhooks')));
  const places = placesOf(roots);
  for (const [name, item] of old) {
    const twin = next.get(name);
    const title = `webhook ${name}`;
    if (twin === undefined)
      comparison.report('webhook-removed', DOCUMENT, { ...places, old: item.at }, { name });
    else compareCalls(item, twin, createComparison(comparison.readers, { title, id: title }, add));
  }
  for (const [name, item] of next)
    if (!old.has(name)) comparison.report('webhook-added', DOCUMENT, { ...places, new: item.at }, { name });
}
