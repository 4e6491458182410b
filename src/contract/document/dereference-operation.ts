/** An operation object with references followed, for people. A schema that contains itself is only named. */

import { isObject } from '../../core/is-object.ts';
import { child, type Documents, formatLocation, type Location, type Node } from './load-document.ts';

/** Members that hold names chosen by the author, not keywords. */
const NAMED = new Set([
  '$defs',
  'callbacks',
  'content',
  'examples',
  'headers',
  'patternProperties',
  'properties',
  'responses',
]);

/** Members that hold data, in which references are not followed. */
const DATA = new Set(['const', 'default', 'enum', 'example', 'dataValue', 'value']);

const WORDS = new Set(['deprecated', 'description', 'summary', 'title']);

/** Limit, because descriptions that share much grow exponentially when references are written out. */
const MOST_NODES = 20_000;

/** The place that contains this one. */
const above = ({ file, pointer }: Location): Location => ({
  file,
  pointer: pointer.slice(0, pointer.lastIndexOf('/')),
});

/**
 * The operation object with references followed, including the parameters of its path.
 *
 * @param at place of the operation
 */
export function dereferenceOperation(documents: Documents, at: Location): Readonly<Record<string, unknown>> {
  let nodes = 0;

  const inline = (node: Node, trail: readonly string[], named: boolean): unknown => {
    const { value } = node;
    if (Array.isArray(value))
      return value.map((inside, index) => inline({ value: inside, at: child(node.at, index) }, trail, false));
    if (!isObject(value)) return value;
    if (!named && typeof value.$ref === 'string') return follow(node, value.$ref, trail);
    return Object.fromEntries(
      Object.entries(value).map(([name, inside]) => {
        if (!named && (DATA.has(name) || name.startsWith('x-'))) return [name, inside];
        const holdsNames = !named && NAMED.has(name);
        return [name, inline({ value: inside, at: child(node.at, name) }, trail, holdsNames)];
      }),
    );
  };

  const follow = (node: Node, reference: string, trail: readonly string[]): unknown => {
    const target = documents.resolve(node);
    const place = formatLocation(target.at);
    nodes++;
    if (trail.includes(place) || nodes > MOST_NODES) return { title: reference.split('/').at(-1) };
    const described = inline(target, [...trail, place], false);
    const { $ref: _reference, ...rest } = isObject(node.value) ? node.value : {};
    const beside = inline({ value: rest, at: node.at }, trail, false);
    if (!isObject(described) || !isObject(beside) || Object.keys(beside).length === 0) return described;
    // Members beside a reference apply in addition to its target. Only texts replace those of the target.
    const said = Object.keys(beside).every((name) => WORDS.has(name) || name.startsWith('x-'));
    if (said) return { ...described, ...beside };
    const parts = Array.isArray(beside.allOf) ? beside.allOf : [];
    return { ...beside, allOf: [described, ...parts] };
  };

  const described = inline(documents.read(at), [], false);
  const path = documents.read(above(at)).value;
  const shared = isObject(path) ? path.parameters : undefined;
  if (!isObject(described)) return {};
  if (!Array.isArray(shared)) return described;
  const inherited = inline({ value: shared, at: child(above(at), 'parameters') }, [], false);
  const own = Array.isArray(described.parameters) ? described.parameters : [];
  const nameOf = (parameter: unknown): string =>
    isObject(parameter) ? `${String(parameter.in)} ${String(parameter.name)}` : '';
  const overridden = new Set(own.map(nameOf));
  const added = Array.isArray(inherited)
    ? inherited.filter((parameter) => !overridden.has(nameOf(parameter)))
    : [];
  return { ...described, parameters: [...added, ...own] };
}
