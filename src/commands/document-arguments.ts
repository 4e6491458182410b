/** OpenAPI documents named on the command line. */
import { parse } from 'node:path';
import { type Config, ConfigError } from '../config/config.ts';
import { RESERVED_NAMES } from '../config/config-schema.ts';
import { isModulePath } from './load-vendor-modules.ts';

/** Whether an argument names a document, not a vendor: it is a path or has the extension of one. */
export const isDocument = (name: string): boolean =>
  !isModulePath(name) && /[/\\]|\.(ya?ml|json)$/i.test(name);

/** `./specs/Pet Store.yaml` is served as `pet-store`, and `w.yaml` as `w-api`, because `/w/` leads to worlds. */
function nameOf(spec: string): string {
  const name = parse(spec)
    .name.toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return name === '' ? 'api' : RESERVED_NAMES.includes(name) ? `${name}-api` : name;
}

/**
 * The documents among the arguments, by the name under which each is served.
 *
 * @param alone whether no vendor is served besides the documents
 * @throws {ConfigError} for two documents with the same name, and for an overlay with several documents
 */
export function documentsOf(
  specs: readonly string[],
  {
    overlay,
    allowRefs,
    strictDocument,
  }: Pick<NonNullable<Config['documents']>[string], 'overlay' | 'allowRefs' | 'strictDocument'>,
  alone: boolean,
): NonNullable<Config['documents']> {
  if (overlay !== undefined && specs.length !== 1)
    throw new ConfigError(
      '--overlay goes with one document, or one vendor; several have theirs in the configuration file',
    );
  // A single document needs no prefix.
  const prefix = alone && specs.length === 1 ? '/' : undefined;
  const named = specs.map(
    (spec) => [nameOf(spec), { spec, overlay, allowRefs, strictDocument, prefix }] as const,
  );
  const twin = named.find(([name], index) => named.findIndex(([other]) => other === name) !== index);
  if (twin !== undefined)
    throw new ConfigError(`two documents are called ${twin[0]}; name them in the configuration file`);
  return Object.fromEntries(named);
}
