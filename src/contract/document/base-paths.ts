/** The base paths of operations, from the nearest `servers`. */

import { isObject } from '../../core/is-object.ts';
import { member, type Node } from './node.ts';

/** The URL of a server, with the defaults of its variables. */
function addressOf(server: unknown): string {
  if (!isObject(server)) return '';
  const variables = isObject(server.variables) ? server.variables : {};
  return String(server.url ?? '').replace(/\{([^{}]+)\}/g, (whole, name: string) => {
    const variable = variables[name];
    return isObject(variable) && variable.default !== undefined ? String(variable.default) : whole;
  });
}

const ROOT: readonly string[] = [''];

/**
 * The paths of the `servers` of an operation, a path or a document, longest first.
 *
 * @param outer the base paths to use if there are no `servers`
 */
export function basesOf(node: Node, outer: readonly string[] = ROOT): readonly string[] {
  const servers = member(node, 'servers')?.value;
  if (!Array.isArray(servers) || servers.length === 0) return outer;
  const paths = servers
    .map(addressOf)
    .map((address) => address.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/\/+$/, ''));
  return [...new Set(paths)].sort((one, other) => other.length - one.length);
}

/** The part of a path below a base path; `undefined` if the path is not below it. */
export const belowBase = (path: string, base: string): string | undefined =>
  path === base || path.startsWith(`${base}/`) ? path.slice(base.length) || '/' : undefined;
