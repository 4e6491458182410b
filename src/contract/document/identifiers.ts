/**
 * Names that a document gives to itself and to its schemas: `$self`, `$id` and `$anchor`. References may use them instead
 * of paths and pointers.
 */
import { isObject } from '../../core/is-object.ts';
import { formatPointer } from '../../core/json-pointer.ts';
import { isOpenApi32 } from './edition.ts';
import type { Location } from './node.ts';

const ROOT: Location = { file: '', pointer: '' };

/** Members that hold data, in which nothing is named. */
const DATA = new Set(['const', 'default', 'enum', 'example', 'examples', 'dataValue', 'value']);

interface Named {
  /** Pointers of the schemas, by URI without a fragment. */
  readonly resources: ReadonlyMap<string, string>;
  /** Pointers of the anchors, by URI with the anchor as its fragment. */
  readonly anchors: ReadonlyMap<string, string>;
  /** URIs of the schemas with an `$id`, by pointer. */
  readonly bases: ReadonlyMap<string, string>;
}

/** A URI of our own for what has no `$id`. */
const uriOf = (file: string): string => `vendouble:///${encodeURI(file)}`;

const resolved = (reference: string, base: string): string | undefined =>
  URL.canParse(reference, base) ? new URL(reference, base).href : undefined;

const withoutFragment = (uri: string): string => uri.split('#', 1)[0] ?? uri;

/** The URI that a document of OpenAPI 3.2 gives itself. */
function selfOf(document: unknown, base: string): string | undefined {
  const self = isObject(document) && isOpenApi32({ value: document, at: ROOT }) ? document.$self : undefined;
  const uri = typeof self === 'string' ? resolved(self, base) : undefined;
  return uri && withoutFragment(uri);
}

function namesIn(document: unknown, file: string): Named {
  const resources = new Map<string, string>();
  const anchors = new Map<string, string>();
  const bases = new Map<string, string>();
  const walk = (value: unknown, pointer: string, around: string): void => {
    if (Array.isArray(value)) {
      for (const [index, inside] of value.entries()) walk(inside, `${pointer}/${index}`, around);
      return;
    }
    if (!isObject(value)) return;
    const id = typeof value.$id === 'string' ? resolved(value.$id, around) : undefined;
    const base = id === undefined ? around : withoutFragment(id);
    if (id !== undefined) {
      resources.set(base, pointer);
      bases.set(pointer, base);
    }
    for (const word of ['$anchor', '$dynamicAnchor']) {
      const name = value[word];
      if (typeof name === 'string' && !anchors.has(`${base}#${name}`))
        anchors.set(`${base}#${name}`, pointer);
    }
    for (const [name, inside] of Object.entries(value))
      if (!DATA.has(name) && !name.startsWith('x-')) walk(inside, pointer + formatPointer(name), base);
  };
  const self = selfOf(document, uriOf(file));
  if (self !== undefined) {
    resources.set(self, '');
    bases.set('', self);
  }
  walk(document, '', self ?? uriOf(file));
  return { resources, anchors, bases };
}

/**
 * Creates a function that finds what a reference names by `$self`, `$anchor` or `$id`; each file is searched once.
 *
 * @param namingFiles other files that give themselves a `$self`
 */
export function createIdentifiers(
  readFile: (file: string) => unknown,
  namingFiles: () => readonly string[],
): (reference: string, from: Location) => Location | undefined {
  const known = new Map<string, Named>();
  const namesOf = (file: string): Named => {
    const names = known.get(file) ?? namesIn(readFile(file), file);
    known.set(file, names);
    return names;
  };
  /** The URI of the nearest schema around a place that has one. */
  const baseOf = ({ file, pointer }: Location, { bases }: Named): string => {
    for (let end = pointer.length; end > 0 && bases.size > 0; end = pointer.lastIndexOf('/', end - 1)) {
      const base = bases.get(pointer.slice(0, end));
      if (base !== undefined) return base;
    }
    return bases.get('') ?? uriOf(file);
  };
  /** The file that has a resource: this one, or one that gives itself a `$self`. */
  const fileWith = (resource: string, own: string): string | undefined => {
    if (namesOf(own).resources.has(resource)) return own;
    // A URI of our own names a file by its path.
    if (resource.startsWith('vendouble:')) return undefined;
    return namingFiles().find((file) => namesOf(file).resources.has(resource));
  };
  return (reference, from) => {
    const names = namesOf(from.file);
    const uri = resolved(reference, baseOf(from, names));
    if (uri === undefined) return undefined;
    const [resource = '', fragment = ''] = uri.split('#', 2);
    if (fragment !== '' && !fragment.startsWith('/')) {
      const pointer = names.anchors.get(`${resource}#${fragment}`);
      return pointer === undefined ? undefined : { file: from.file, pointer };
    }
    const file = fileWith(resource, from.file);
    const pointer = file === undefined ? undefined : namesOf(file).resources.get(resource);
    if (file === undefined || pointer === undefined) return undefined;
    try {
      return { file, pointer: pointer + decodeURIComponent(fragment) };
    } catch {
      return undefined;
    }
  };
}
