/** A copy of a document with some of its values changed. */
import { isObject } from '../../core/is-object.ts';
import { type Selected, type Step, stepsOf } from '../json-path/search.ts';

/** A value that is changed, or what leads to one. */
interface Branch {
  change?: Selected;
  readonly below: Map<Step, Branch>;
}

const emptyBranch = (): Branch => ({ below: new Map() });

function branchOf(selected: readonly Selected[]): Branch {
  const root = emptyBranch();
  for (const one of selected) {
    let at = root;
    for (const step of stepsOf(one.trail)) {
      const next = at.below.get(step) ?? emptyBranch();
      at.below.set(step, next);
      at = next;
    }
    at.change = one;
  }
  return root;
}

type Change = (old: unknown, trail: Selected['trail']) => unknown;

function rewritten(value: unknown, branch: Branch, change: Change): unknown {
  const { below, change: selected } = branch;
  const own = selected === undefined ? value : change(value, selected.trail);
  if (below.size === 0) return own;
  const inside = (step: Step, old: unknown): unknown => {
    const next = below.get(step);
    return next === undefined ? old : rewritten(old, next, change);
  };
  if (Array.isArray(own))
    return own.map((item: unknown, index) => inside(index, item)).filter((item) => item !== undefined);
  if (!isObject(own)) return own;
  return Object.fromEntries(
    Object.entries(own)
      .map(([name, old]) => [name, inside(name, old)] as const)
      .filter(([, item]) => item !== undefined),
  );
}

/**
 * Changes what a query selected, each value once.
 *
 * @param change returns the new value; `undefined` removes it
 */
export const rewrite = (document: unknown, selected: readonly Selected[], change: Change): unknown =>
  rewritten(document, branchOf(selected), change);
