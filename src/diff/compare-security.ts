/** The credentials that two documents and their operations ask for. Schemes are the same by what they are, not by name. */

import { elements, member, members, type Node } from '../contract/document/load-document.ts';
import { canonicalJson } from '../core/canonical-json.ts';
import { isObject } from '../core/is-object.ts';
import { type Comparison, type NodePair, placesOf } from './comparison.ts';
import type { PairedOperation } from './pair-operations.ts';

/** Scopes by scheme; none for what anybody may call. */
type Alternative = ReadonlyMap<string, readonly string[]>;

const schemesOf = (root: Node): readonly (readonly [string, Node])[] => {
  const components = member(root, 'components');
  return members(components && member(components, 'securitySchemes'));
};

/** What a client must know of a scheme. */
function definitionOf(scheme: Node): Readonly<Record<string, unknown>> {
  const value = isObject(scheme.value) ? scheme.value : {};
  const { type, in: place, name, scheme: http, openIdConnectUrl } = value;
  const flows = isObject(value.flows) ? value.flows : {};
  return {
    type,
    place,
    name: place === 'header' ? String(name).toLowerCase() : name,
    http: typeof http === 'string' ? http.toLowerCase() : http,
    openIdConnectUrl,
    flows: Object.keys(flows).sort(),
  };
}

const describe = (scheme: Node): string => {
  const { type, place, name, http, flows } = definitionOf(scheme);
  return [type, http, place, name, ...(Array.isArray(flows) ? flows : [])]
    .filter((word) => typeof word === 'string')
    .join(' ');
};

/** For each scheme of the new document, what the old one calls it. */
export function pairSchemes(roots: NodePair, { readers }: Comparison): ReadonlyMap<string, string> {
  const old = schemesOf(roots.old).map(
    ([name, node]) => [name, readers.old.documents.resolve(node)] as const,
  );
  const names = new Set(old.map(([name]) => name));
  return new Map(
    schemesOf(roots.new).map(([name, node]) => {
      if (names.has(name)) return [name, name];
      const text = canonicalJson(definitionOf(readers.new.documents.resolve(node)));
      const twin = old.find(([, known]) => canonicalJson(definitionOf(known)) === text);
      return [name, twin?.[0] ?? name];
    }),
  );
}

const URLS = ['authorizationUrl', 'tokenUrl', 'refreshUrl', 'deviceAuthorizationUrl'];

/** Schemes of both documents. */
export function compareSchemes(
  roots: NodePair,
  schemes: ReadonlyMap<string, string>,
  comparison: Comparison,
): void {
  const { readers } = comparison;
  const old = new Map(schemesOf(roots.old));
  for (const [name, reference] of schemesOf(roots.new)) {
    const known = old.get(schemes.get(name) ?? name);
    if (known === undefined) continue;
    const pair = {
      old: readers.old.documents.resolve(known),
      new: readers.new.documents.resolve(reference),
    };
    if (canonicalJson(definitionOf(pair.old)) !== canonicalJson(definitionOf(pair.new)))
      comparison.report('security-scheme-changed', { kind: 'document' }, placesOf(pair), {
        name,
        before: describe(pair.old),
        after: describe(pair.new),
      });
    const flows = new Map(members(member(pair.new, 'flows')));
    for (const [flow, one] of members(member(pair.old, 'flows'))) {
      const other = flows.get(flow);
      if (other !== undefined) compareFlows({ old: one, new: other }, name, comparison);
    }
  }
}

function compareFlows(flows: NodePair, name: string, comparison: Comparison): void {
  const places = placesOf(flows);
  for (const word of URLS) {
    const [before, after] = [member(flows.old, word)?.value, member(flows.new, word)?.value];
    if (before !== after && typeof before === 'string')
      comparison.report('oauth-url-changed', { kind: 'document' }, places, {
        name: `${word} of the security scheme ${name}`,
        before,
        after: typeof after === 'string' ? after : 'not given',
      });
  }
  const scopes = (flow: Node): readonly string[] => members(member(flow, 'scopes')).map(([scope]) => scope);
  const [old, next] = [scopes(flows.old), scopes(flows.new)];
  for (const scope of old.filter((one) => !next.includes(one)))
    comparison.report('oauth-scope-removed', { kind: 'document' }, places, { name, before: scope });
  for (const scope of next.filter((one) => !old.includes(one)))
    comparison.report('oauth-scope-added', { kind: 'document' }, places, { name, after: scope });
}

const NOTHING: readonly Alternative[] = [new Map()];

function alternativesOf(
  security: Node | undefined,
  schemes: ReadonlyMap<string, string>,
): readonly Alternative[] {
  const alternatives = elements(security).map(
    (alternative) =>
      new Map(
        members(alternative).map(([name, { value }]) => [
          schemes.get(name) ?? name,
          Array.isArray(value) ? value.map(String) : [],
        ]),
      ),
  );
  return alternatives.length === 0 ? NOTHING : alternatives;
}

/** Whether credentials that satisfy the first satisfy the second as well. */
const satisfies = (one: Alternative, other: Alternative): boolean =>
  [...other].every(([name, scopes]) => {
    const known = one.get(name);
    return known !== undefined && scopes.every((scope) => known.includes(scope));
  });

const describeAlternative = (alternative: Alternative): string =>
  alternative.size === 0
    ? 'no credential'
    : [...alternative]
        .map(([name, scopes]) => (scopes.length === 0 ? name : `${name} (${scopes.join(', ')})`))
        .join(' with ');

const describeAll = (alternatives: readonly Alternative[]): string =>
  alternatives.map(describeAlternative).join(' or ');

export function compareSecurity(
  { old, new: next }: PairedOperation,
  roots: NodePair,
  schemes: ReadonlyMap<string, string>,
  comparison: Comparison,
): void {
  const [one, other] = [
    member(old.node, 'security') ?? member(roots.old, 'security'),
    member(next.node, 'security') ?? member(roots.new, 'security'),
  ];
  const [before, after] = [alternativesOf(one, new Map()), alternativesOf(other, schemes)];
  const words = { before: describeAll(before), after: describeAll(after) };
  const places = { old: one?.at ?? old.node.at, new: other?.at ?? next.node.at };
  if (before.some((known) => !after.some((now) => satisfies(known, now))))
    comparison.report('security-tightened', { kind: 'operation' }, places, words);
  else if (after.some((now) => !before.some((known) => satisfies(now, known))))
    comparison.report('security-loosened', { kind: 'operation' }, places, words);
}
