/**
 * OpenAPI Overlay 1.0: changes to a document in a separate file. A target is a list of names. JSONPath filters and
 * wildcards are rejected, so that you can check an overlay by reading it.
 */

import { isObject } from '../../core/is-object.ts';
import {
  type Amendment,
  type Documents,
  elements,
  loadDocuments,
  member,
  type Node,
} from './load-document.ts';

type Change = (document: unknown) => unknown;

type Step = string | number;

const STEP = /^(?:\.([A-Za-z_$][\w$-]*)|\['((?:[^'\\]|\\.)*)'\]|\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\])/;

/** The names in `$.paths['/pets'].get`; `undefined` if the target has anything but names. */
function stepsOf(target: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  let rest = target.startsWith('$') ? target.slice(1) : '?';
  while (rest !== '') {
    const found = STEP.exec(rest);
    if (found === null) return undefined;
    const [whole, plain, single, double, index] = found;
    const quoted = single ?? double;
    steps.push(index === undefined ? (plain ?? quoted?.replace(/\\(.)/g, '$1') ?? '') : Number(index));
    rest = rest.slice(whole.length);
  }
  return steps;
}

/** Lists are joined, objects merged, everything else replaced, as the specification says. */
function merged(old: unknown, update: unknown): unknown {
  if (Array.isArray(old) && Array.isArray(update)) return [...old, ...update];
  if (!isObject(old) || !isObject(update)) return update;
  const names = Object.keys(update).map((name) => [name, merged(old[name], update[name])] as const);
  return { ...old, ...Object.fromEntries(names) };
}

/** A copy with the value at the target changed. If `change` returns `undefined`, the value is removed. */
function changed(value: unknown, steps: readonly Step[], change: (old: unknown) => unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return change(value);
  if (Array.isArray(value)) {
    const inside = changed(value[Number(step)], rest, change);
    return value.flatMap((item, index) =>
      index !== Number(step) ? [item] : inside === undefined ? [] : [inside],
    );
  }
  if (!isObject(value)) return value;
  const { [String(step)]: inner, ...others } = value;
  const inside = changed(inner, rest, change);
  if (inside === undefined) return others;
  return Object.fromEntries(
    Object.entries(value).map(([name, old]) => [name, name === String(step) ? inside : old]),
  );
}

const standsAt = (value: unknown, steps: readonly Step[]): boolean =>
  steps.reduce<unknown>(
    (at, step) =>
      Array.isArray(at)
        ? at[Number(step)]
        : isObject(at) && Object.hasOwn(at, step)
          ? at[String(step)]
          : undefined,
    value,
  ) !== undefined;

/** One change of an overlay. */
function actionOf(overlay: Documents, action: Node): Change {
  const target = member(action, 'target');
  const steps = typeof target?.value === 'string' ? stepsOf(target.value) : undefined;
  if (target === undefined || steps === undefined) {
    throw overlay.error(
      target?.at ?? action.at,
      `a target is made of names, such as $.paths['/pets'].get; filters and wildcards are not read`,
    );
  }
  const update = member(action, 'update');
  const removes = member(action, 'remove')?.value === true;
  if (!removes && update === undefined)
    throw overlay.error(action.at, 'an action needs update, or remove: true');
  return (document) => {
    if (!standsAt(document, steps))
      throw overlay.error(
        target.at,
        `nothing stands at ${String(target.value)} in the document; correct the target`,
      );
    return changed(document, steps, (old) => {
      if (removes) return undefined;
      if (Array.isArray(old)) return [...old, update?.value];
      if (isObject(old) && isObject(update?.value)) return merged(old, update.value);
      throw overlay.error(
        action.at,
        'what stands at the target is neither an object nor a list that could take the update',
      );
    });
  };
}

/**
 * Reads an overlay.
 *
 * @param file path of the overlay, YAML or JSON
 * @throws {ContractError} when the file is no Overlay of version 1
 */
export function readOverlay(file: string): Amendment {
  const overlay = loadDocuments(file);
  const { root } = overlay;
  const version = member(root, 'overlay')?.value;
  if (typeof version !== 'string' || !/^1\./.test(version))
    throw overlay.error(root.at, 'this is no OpenAPI Overlay; its field overlay must say 1.0.0');
  const listed = member(root, 'actions');
  if (!Array.isArray(listed?.value)) throw overlay.error(root.at, 'an overlay needs a list of actions');
  const actions = elements(listed).map((action) => actionOf(overlay, action));
  const apply: Change = (document) => actions.reduce<unknown>((amended, action) => action(amended), document);
  const extended = member(root, 'extends')?.value;
  return { file, apply, extends: typeof extended === 'string' ? extended : undefined };
}
