/** The paths in front of the paths of a document. */
import type { Document } from './document.ts';
import { type JsonObject, listOf, objectOf } from './json.ts';

/** The path of an address, with the defaults of its variables. */
function pathOf(server: JsonObject): string {
  const url = String(server.url ?? '').replaceAll(/\{([^}]+)\}/g, (_, name: string) =>
    String(objectOf(objectOf(server.variables)[name]).default ?? name),
  );
  const path = url.replace(/^[a-z][a-z\d+.-]*:\/\/[^/]*/i, '').replace(/^\/\/[^/]*/, '');
  const clean = path.split(/[?#]/)[0]?.replace(/\/+$/, '') ?? '';
  return clean === '' || clean.startsWith('/') ? clean : `/${clean}`;
}

export function baseOf(document: Document, item: JsonObject, operation: JsonObject): string {
  if (document.version === '2.0') return pathOf({ url: document.root.basePath ?? '' });
  const servers = [operation.servers, item.servers, document.root.servers];
  const [first] = listOf(servers.find((list) => listOf(list).length > 0));
  return pathOf(objectOf(first));
}
