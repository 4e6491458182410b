/** One action of an overlay: what it selects, and what it does to that. */
import { isObject } from '../../core/is-object.ts';
import { type Documents, member, members, type Node } from '../document/load-document.ts';
import { parseQuery } from '../json-path/parse-query.ts';
import { isSingular, JsonPathError, type Query } from '../json-path/query.ts';
import { type Selected, type Step, stepsOf, type Trail } from '../json-path/search.ts';
import { select } from '../json-path/select.ts';
import { kindOf, MergeError, merge } from './merge.ts';
import { rewrite } from './rewrite.ts';

/** Takes a warning about a place of the overlay. */
export type Warn = (at: Node['at'], sentence: string) => void;

/** @throws {ContractError} for an action that cannot be done */
export type Action = (document: unknown, warn: Warn) => unknown;

const FIELDS = ['target', 'description', 'update', 'copy', 'remove'];

/** The overlay that actions are read from. */
export interface OverlayFile extends Pick<Documents, 'error'> {
  /** Whether it is one of version 1.0: names that match nothing are errors then, and properties of any kind are replaced. */
  readonly isFirst: boolean;
}

/** A JSONPath of an action. @throws {ContractError} for one that cannot be read */
function queryOf(
  { error }: OverlayFile,
  action: Node,
  name: 'target' | 'copy',
): { query: Query; node: Node } {
  const node = member(action, name);
  if (node === undefined || typeof node.value !== 'string')
    throw error(node?.at ?? action.at, `an action needs a ${name}: a JSONPath such as $.paths['/pets'].get`);
  try {
    return { query: parseQuery(node.value), node };
  } catch (cause) {
    if (!(cause instanceof JsonPathError)) throw cause;
    throw error(node.at, `${node.value} is not a JSONPath of RFC 9535: ${cause.message}`);
  }
}

/** What names alone lead to. `['0']` is the first of a list as well, and `[200]` a name, as in overlays that `infer` writes. */
function named({ segments }: Query, document: unknown): readonly Selected[] {
  let at: Selected = { value: document, trail: undefined };
  for (const [selector] of segments.map((segment) => segment.selectors)) {
    const name = selector?.kind === 'name' ? selector.name : selector?.kind === 'index' ? selector.index : '';
    const { value, trail }: Selected = at;
    const step: Step = !Array.isArray(value)
      ? String(name)
      : Number(name) < 0
        ? value.length + Number(name)
        : Number(name);
    const inside: unknown = Array.isArray(value)
      ? value[Number(step)]
      : isObject(value) && Object.hasOwn(value, step)
        ? value[step]
        : undefined;
    if (inside === undefined) return [];
    at = { value: inside, trail: { parent: trail, step } };
  }
  return [at];
}

function selected(overlay: OverlayFile, { query, node }: ReturnType<typeof queryOf>, document: unknown) {
  if (overlay.isFirst && isSingular(query)) return named(query, document);
  try {
    return select(query, document);
  } catch (cause) {
    if (!(cause instanceof JsonPathError)) throw cause;
    throw overlay.error(node.at, `${String(node.value)} cannot be followed: ${cause.message}`);
  }
}

const pathOf = (trail: Trail | undefined): string =>
  `$${stepsOf(trail)
    .map((step) => `[${typeof step === 'number' ? step : `'${step}'`}]`)
    .join('')}`;

function merged(
  overlay: OverlayFile,
  document: unknown,
  found: readonly Selected[],
  action: Node,
  update: unknown,
) {
  const [first, ...others] = found;
  const other = others.find(({ value }) => kindOf(value) !== kindOf(first?.value));
  if (other !== undefined && !overlay.isFirst)
    throw overlay.error(
      action.at,
      `the target selects values of several kinds: ${pathOf(first?.trail)} is ${kindOf(first?.value)}, ${pathOf(other.trail)} is ${kindOf(other.value)}; make an action for each kind`,
    );
  return rewrite(document, found, (old, trail) => {
    try {
      return merge(old, update, overlay.isFirst, String(trail?.step ?? ''));
    } catch (cause) {
      if (!(cause instanceof MergeError)) throw cause;
      throw overlay.error(
        action.at,
        `${cause.message} (${pathOf(trail)}); make both alike, or remove the old value first`,
      );
    }
  });
}

/** The value that an action merges, from the overlay or from elsewhere in the document. */
function updateOf(overlay: OverlayFile, action: Node): ((document: unknown) => unknown) | undefined {
  const [update, copy] = [member(action, 'update'), member(action, 'copy')];
  if (copy === undefined) return update === undefined ? undefined : () => update.value;
  if (overlay.isFirst) throw overlay.error(copy.at, 'copy is of version 1.1; write overlay: 1.1.0');
  if (update !== undefined)
    throw overlay.error(action.at, 'an action has update or copy, not both; make two actions of it');
  const source = queryOf(overlay, action, 'copy');
  return (document) => {
    const [only, ...others] = selected(overlay, source, document);
    if (only !== undefined && others.length === 0) return only.value;
    throw overlay.error(
      copy.at,
      `copy must select one value, and ${String(copy.value)} selects ${others.length === 0 ? 'none' : others.length + 1}`,
    );
  };
}

/**
 * Reads an action.
 *
 * @param warn takes what is unusual about the action itself
 * @throws {ContractError} for one that cannot be used
 */
export function readAction(overlay: OverlayFile, action: Node, warn: Warn): Action {
  const target = queryOf(overlay, action, 'target');
  for (const [name, { at }] of members(action))
    if (!FIELDS.includes(name) && !name.startsWith('x-'))
      warn(at, `${name} is not a field of an action and is ignored; there are ${FIELDS.join(', ')}`);
  const remove = member(action, 'remove');
  if (remove !== undefined && typeof remove.value !== 'boolean')
    throw overlay.error(remove.at, 'remove is true or false');
  const removes = remove?.value === true;
  const update = removes ? undefined : updateOf(overlay, action);
  if (removes && target.query.segments.length === 0)
    throw overlay.error(action.at, 'the whole document cannot be removed; name what is to go');
  if (!removes && update === undefined) {
    if (overlay.isFirst) throw overlay.error(action.at, 'an action needs update, or remove: true');
    warn(action.at, 'the action does nothing; give it update, copy or remove: true');
  }
  return (document, warnNow) => {
    const found = selected(overlay, target, document);
    if (found.length === 0) {
      const name = String(target.node.value);
      if (overlay.isFirst && isSingular(target.query))
        throw overlay.error(
          target.node.at,
          `nothing stands at ${name} in the document; correct the target, or write overlay: 1.1.0, where this is a warning`,
        );
      warnNow(
        target.node.at,
        `${name} matches nothing in the document, so nothing is changed; correct the target, or remove the action`,
      );
      return document;
    }
    if (removes) return rewrite(document, found, () => undefined);
    return update === undefined ? document : merged(overlay, document, found, action, update(document));
  };
}
