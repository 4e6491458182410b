/** Which document a coverage was counted against: the same for the same content, however it is laid out. */
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { ContractError } from '../contract/document/contract-error.ts';
import type { Documents } from '../contract/document/load-document.ts';
import type { Location, Node } from '../contract/document/node.ts';
import { canonicalJson } from '../core/canonical-json.ts';

/** @returns what the step gives, or nothing for a reference that cannot be followed: that is reported where it is used */
function ifReadable<R>(step: () => R): R | undefined {
  try {
    return step();
  } catch (cause) {
    if (cause instanceof ContractError) return undefined;
    throw cause;
  }
}

/** Other files that a file refers to. */
function filesNamedIn({ value, at }: Node, documents: Documents): readonly string[] {
  const found = new Set<string>();
  const open = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    const reference: unknown = '$ref' in next ? next.$ref : undefined;
    const target =
      typeof reference === 'string' && !reference.startsWith('#')
        ? ifReadable(() => documents.target(reference, at))
        : undefined;
    if (target !== undefined) found.add(target.file);
    for (const inside of Object.values(next)) if (inside !== null) open.push(inside);
  }
  return [...found];
}

/** Of the document as it was written, and of every file that it refers to. */
export function documentHash(documents: Documents): string {
  const parts: string[] = [];
  const seen = new Set<string>();
  const open = [basename(documents.files()[0] ?? '')];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const at: Location = { file, pointer: '' };
    const node = ifReadable(() => documents.read(at));
    if (node === undefined) continue;
    parts.push(canonicalJson(node.value));
    open.push(...filesNamedIn(node, documents));
  }
  return createHash('sha256').update(parts.sort().join('\n')).digest('hex');
}
