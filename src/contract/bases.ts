/** Under which paths a contract is served. */
import { isObject, member, type Node } from './nodes.ts';

/** The address with the defaults of its variables. */
function addressOf(server: unknown): string {
  if (!isObject(server)) return '';
  const variables = isObject(server.variables) ? server.variables : {};
  return String(server.url ?? '').replace(/\{([^{}]+)\}/g, (whole, name: string) => {
    const variable = variables[name];
    return isObject(variable) && variable.default !== undefined ? String(variable.default) : whole;
  });
}

/** The paths of the document's `servers`, longest first. */
export function basesOf(root: Node): readonly string[] {
  const servers = member(root, 'servers');
  const addresses = Array.isArray(servers?.value) ? servers.value.map(addressOf) : [];
  const paths = addresses.map((address) => address.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/\/+$/, ''));
  return [...new Set(paths.length === 0 ? [''] : paths)].sort((one, other) => other.length - one.length);
}
