/** The security schemes of a contract: which of them an operation requires, and their descriptions. */

import { isObject } from '../../core/is-object.ts';
import { isOpenApi32 } from './edition.ts';
import { type Documents, member, members, type Node } from './load-document.ts';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const schemesIn = ({ root }: Documents): Node | undefined => {
  const components = member(root, 'components');
  return components && member(components, 'securitySchemes');
};

/** The security schemes that a document describes, by name, with references followed. */
export const securitySchemes = (documents: Documents): readonly (readonly [string, Node])[] =>
  members(schemesIn(documents)).map(([name, scheme]) => [name, documents.resolve(scheme)]);

/** A security scheme in words; only its name if the document does not describe it. */
export function describeScheme(documents: Documents, name: string): string {
  const schemes = schemesIn(documents);
  const found = schemes && member(schemes, name);
  if (found === undefined) return name;
  const scheme = documents.resolve(found);
  const field = (word: string): string => textOf(member(scheme, word)?.value);
  const [sentence = ''] = field('description')
    .replace(/\s+/g, ' ')
    .trim()
    .split(/\.(?:\s|$)/);
  const kind =
    field('type') === 'apiKey'
      ? `${field('in')} ${field('name')}`
      : `${field('type')} ${field('scheme')}`.trim();
  const marked = member(scheme, 'deprecated')?.value === true ? `${kind}, deprecated` : kind;
  return sentence === '' ? `${name} (${marked})` : `${name} (${marked}: ${sentence})`;
}

/** Names of headers, query parameters and cookies that are credentials, in lower case. */
export const secretNamesOf = (documents: Documents): ReadonlySet<string> =>
  new Set(
    securitySchemes(documents).flatMap(([, scheme]) =>
      member(scheme, 'type')?.value === 'apiKey' ? [textOf(member(scheme, 'name')?.value).toLowerCase()] : [],
    ),
  );

/** Names of query parameters that are credentials. Operations do not describe them. */
export function queryKeysOf(documents: Documents): readonly string[] {
  return securitySchemes(documents).flatMap(([, scheme]) => {
    const isKey = member(scheme, 'type')?.value === 'apiKey' && member(scheme, 'in')?.value === 'query';
    return isKey ? [textOf(member(scheme, 'name')?.value)] : [];
  });
}

/** The name of the scheme that a URI names, as OpenAPI 3.2 allows; any other text is a name. */
function namedBy(reference: string, { at }: Node, documents: Documents): string {
  if (!isOpenApi32(documents.root) || !reference.includes('#')) return reference;
  const target = documents.attempt(() => documents.target(reference, at));
  const [, name] = /^\/components\/securitySchemes\/([^/]+)$/.exec(target?.pointer ?? '') ?? [];
  return name === undefined || target?.file !== documents.root.at.file ? reference : name;
}

/**
 * The schemes that an operation requires, as alternatives; empty if no credential is needed. An alternative with a
 * scheme that is not described is reported, and left out.
 */
export function securityOf(node: Node, documents: Documents): readonly (readonly string[])[] {
  const own = member(node, 'security') ?? member(documents.root, 'security');
  const alternatives = Array.isArray(own?.value) ? own.value : [];
  const schemes = schemesIn(documents);
  const isDescribed = (name: string): boolean => schemes !== undefined && member(schemes, name) !== undefined;
  const listed = alternatives.map((alternative) =>
    isObject(alternative)
      ? Object.keys(alternative).map((name) => (isDescribed(name) ? name : namedBy(name, node, documents)))
      : [],
  );
  const unknown = new Set(listed.flat().filter((name) => !isDescribed(name)));
  for (const name of unknown) documents.report(node.at, `the security scheme ${name} is not described`);
  const names = listed.filter((alternative) => !alternative.some((name) => unknown.has(name)));
  return names.some((alternative) => alternative.length === 0) ? [] : names;
}
