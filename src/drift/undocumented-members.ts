/** Finds members of a reply that its schema does not name. A schema permits them, and a client that knows only the schema misses them. */
import type { Schema, Schemas } from '../contract/schema/compile.ts';
import { isObject } from '../core/is-object.ts';
import { formatPointer } from '../core/json-pointer.ts';
import { targetOf } from '../infer/write-overlay.ts';
import type { Difference } from './drift-finding.ts';
import { schemaFor } from './example-schema.ts';

type Source = Readonly<Record<string, unknown>>;

const MOST_DEPTH = 30;

/** A schema with the schemas that it is made of: references followed, alternatives side by side. */
function partsOf(source: unknown, schemas: Schemas, depth = 0): readonly Source[] {
  if (!isObject(source) || depth > MOST_DEPTH) return [];
  const referenced =
    typeof source.$ref === 'string' ? partsOf(schemas.resolve(source.$ref), schemas, depth + 1) : [];
  const inside = ['allOf', 'anyOf', 'oneOf'].flatMap((word) =>
    Array.isArray(source[word]) ? source[word] : [],
  );
  const branches = [source.if, source.then, source.else].filter((branch) => branch !== undefined);
  return [
    source,
    ...referenced,
    ...[...inside, ...branches].flatMap((part) => partsOf(part, schemas, depth + 1)),
  ];
}

/** Whether a schema says by itself that members of any name may come. */
const isOpen = (part: Source): boolean =>
  part.additionalProperties === true ||
  isObject(part.additionalProperties) ||
  part.patternProperties !== undefined ||
  part.unevaluatedProperties === true;

interface Visit {
  readonly schemas: Schemas;
  readonly found: Map<string, Difference>;
}

function actionFor(
  part: Source | undefined,
  name: string,
  value: unknown,
  schemas: Schemas,
): Difference['overlay'] {
  const at = part && schemas.origin(part);
  return at && { target: targetOf(at), update: { properties: { [name]: schemaFor(value) } } };
}

function visit(sources: readonly unknown[], value: unknown, pointer: string, state: Visit): void {
  const { schemas, found } = state;
  const parts = sources.flatMap((source) => partsOf(source, schemas));
  if (Array.isArray(value)) {
    const items = parts.flatMap(({ items: each, prefixItems }) => [
      each,
      ...(Array.isArray(prefixItems) ? prefixItems : []),
    ]);
    for (const item of value) visit(items, item, `${pointer}/*`, state);
    return;
  }
  if (!isObject(value)) return;
  const described = parts.filter(({ properties }) => isObject(properties));
  for (const [name, inside] of Object.entries(value)) {
    const own = described.flatMap(({ properties }) =>
      isObject(properties) && Object.hasOwn(properties, name) ? [properties[name]] : [],
    );
    const at = `${pointer}${formatPointer(name)}`;
    if (own.length > 0) visit(own, inside, at, state);
    else if (described.length > 0 && !parts.some(isOpen))
      found.set(at, {
        kind: 'member-undocumented',
        severity: 'additive',
        against: 'contract',
        pointer: at,
        message: `the vendor sends ${JSON.stringify(name)}, which the contract does not describe`,
        overlay: actionFor(described[0], name, inside, schemas),
      });
  }
}

/** @param body of a reply */
export function undocumentedMembers(schema: Schema, schemas: Schemas, body: unknown): readonly Difference[] {
  const found = new Map<string, Difference>();
  visit([schema.source], body, '', { schemas, found });
  return [...found.values()];
}
