/** Two operations that answer the same requests. */

import { member, members, type Node } from '../contract/document/load-document.ts';
import { canonicalJson } from '../core/canonical-json.ts';
import { compareContents } from './compare-contents.ts';
import { compareParameters } from './compare-parameters.ts';
import { compareReplies } from './compare-replies.ts';
import { compareSecurity } from './compare-security.ts';
import { type Comparison, type NodePair, placesOf } from './comparison.ts';
import { operationsOfItem, type PairedOperation } from './pair-operations.ts';
import type { Part } from './part.ts';
import { showValue } from './show-value.ts';

const OPERATION: Part = { kind: 'operation' };
const BODY: Part = { kind: 'body' };

export interface SecurityOfDocuments {
  readonly roots: NodePair;
  /** For each scheme of the new document, what the old one calls it. */
  readonly schemes: ReadonlyMap<string, string>;
}

export function compareOperations(
  pair: PairedOperation,
  { roots, schemes }: SecurityOfDocuments,
  comparison: Comparison,
): void {
  const nodes = { old: pair.old.node, new: pair.new.node };
  compareNotices(nodes, comparison);
  compareSecurity(pair, roots, schemes, comparison);
  compareParameters(pair, comparison);
  compareBodies(nodes, comparison);
  compareReplies(nodes, 'reply', comparison);
  compareCallbacks(nodes, comparison);
}

/** What is said of an operation and changes no message. */
function compareNotices(nodes: NodePair, comparison: Comparison): void {
  const places = placesOf(nodes);
  const value = (node: Node, word: string): unknown => member(node, word)?.value;
  const [was, is] = [nodes.old, nodes.new].map((node) => value(node, 'deprecated') === true);
  const [before = '', after = ''] = [nodes.old, nodes.new].map((node) => {
    const date = value(node, 'x-sunset');
    return typeof date === 'string' ? date : '';
  });
  if (was !== is)
    comparison.report(is === true ? 'operation-deprecated' : 'operation-undeprecated', OPERATION, places, {
      after,
    });
  else if (before !== after)
    comparison.report('sunset-changed', OPERATION, places, {
      before: before || 'not known',
      after: after || 'not known',
    });
  compareTexts(nodes, OPERATION, ['summary', 'description', 'tags'], comparison);
  const [old, next] = [value(nodes.old, 'operationId'), value(nodes.new, 'operationId')];
  if (old !== next)
    comparison.report('operation-id-changed', OPERATION, places, {
      before: showValue(old),
      after: showValue(next),
    });
}

export function compareTexts(
  nodes: NodePair,
  part: Part,
  words: readonly string[],
  comparison: Comparison,
): void {
  for (const word of words) {
    const [old, next] = [member(nodes.old, word), member(nodes.new, word)];
    if (canonicalJson(old?.value) === canonicalJson(next?.value)) continue;
    comparison.report(
      'text-changed',
      part,
      { old: old?.at ?? nodes.old.at, new: next?.at ?? nodes.new.at },
      { name: word, before: showValue(old?.value), after: showValue(next?.value) },
    );
  }
}

function compareBodies(nodes: NodePair, comparison: Comparison): void {
  const { readers } = comparison;
  const [one, other] = [member(nodes.old, 'requestBody'), member(nodes.new, 'requestBody')];
  const old = one && readers.old.documents.resolve(one);
  const next = other && readers.new.documents.resolve(other);
  const isRequired = (body: Node): boolean => member(body, 'required')?.value === true;
  const places = { old: old?.at ?? nodes.old.at, new: next?.at ?? nodes.new.at };
  if (old === undefined && next === undefined) return;
  if (old === undefined || next === undefined) {
    const added =
      next !== undefined && isRequired(next) ? 'required-request-body-added' : 'request-body-added';
    comparison.report(next === undefined ? 'request-body-removed' : added, BODY, places);
    return;
  }
  if (isRequired(old) !== isRequired(next))
    comparison.report(isRequired(next) ? 'request-body-required' : 'request-body-optional', BODY, places);
  compareContents({ old, new: next }, BODY, 'request', comparison);
}

/** Calls to the consumer: it receives their bodies, and sends their replies. */
export function compareCalls(old: Node, next: Node, comparison: Comparison): void {
  const { readers } = comparison;
  const calls = operationsOfItem('', next, [], readers.new.documents);
  for (const call of operationsOfItem('', old, [], readers.old.documents)) {
    const twin = calls.find(({ method }) => method === call.method);
    if (twin === undefined) continue;
    const bodies = [
      [member(call.node, 'requestBody'), readers.old.documents],
      [member(twin.node, 'requestBody'), readers.new.documents],
    ] as const;
    const [one, other] = bodies.map(([body, documents]) => body && documents.resolve(body));
    if (one !== undefined && other !== undefined)
      compareContents({ old: one, new: other }, BODY, 'reply', comparison);
    compareReplies({ old: call.node, new: twin.node }, 'request', comparison);
  }
}

function compareCallbacks(nodes: NodePair, comparison: Comparison): void {
  const { readers } = comparison;
  const callbacks = (node: Node, side: 'old' | 'new'): ReadonlyMap<string, Node> =>
    new Map(
      members(member(node, 'callbacks')).flatMap(([name, callback]) =>
        members(readers[side].documents.resolve(callback)).map(([expression, item]) => [
          `${name} ${expression}`,
          item,
        ]),
      ),
    );
  const [old, next] = [callbacks(nodes.old, 'old'), callbacks(nodes.new, 'new')];
  const places = placesOf(nodes);
  for (const [key, item] of old) {
    const twin = next.get(key);
    if (twin === undefined)
      comparison.report('callback-removed', OPERATION, { ...places, old: item.at }, { name: nameOf(key) });
    else compareCalls(item, twin, comparison);
  }
  for (const [key, item] of next)
    if (!old.has(key))
      comparison.report('callback-added', OPERATION, { ...places, new: item.at }, { name: nameOf(key) });
}

const nameOf = (key: string): string => key.split(' ')[0] ?? key;
