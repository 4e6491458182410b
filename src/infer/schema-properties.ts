/** The properties that an object of a schema can have, with references, `allOf` and alternatives followed. */
import {
  type Documents,
  elements,
  type Location,
  member,
  members,
  type Node,
} from '../contract/document/load-document.ts';
import { isObject } from '../core/is-object.ts';

export interface SchemaProperties {
  /** Location of the schema. Schemas with the same location are the same. */
  readonly at: Location;
  readonly types: ReadonlySet<string>;
  readonly properties: ReadonlyMap<string, Node>;
  /** Names that every alternative requires. */
  readonly required: ReadonlySet<string>;
  /** Whether the schema explicitly allows other properties. */
  readonly open: boolean;
  /** Whether the schema forbids other properties. */
  readonly closed: boolean;
  readonly items: Node | undefined;
}

const MAX_DEPTH = 8;

const textsIn = (value: unknown): readonly string[] =>
  Array.isArray(value)
    ? value.filter((text) => typeof text === 'string')
    : typeof value === 'string'
      ? [value]
      : [];

const partsOf = (node: Node, word: string): readonly Node[] => elements(member(node, word));

const common = (sets: readonly ReadonlySet<string>[]): readonly string[] => {
  const [first, ...rest] = sets;
  return first === undefined ? [] : [...first].filter((name) => rest.every((set) => set.has(name)));
};

/** A document, perhaps with the properties of the schemas that were looked at before. */
export interface SchemaDocuments extends Documents {
  /** By schema. */
  readonly known?: Map<unknown, SchemaProperties>;
}

/**
 * Looks at each schema once during `work`, however many operations share it. The results are large and are released
 * afterwards.
 */
export const memoize = <R>(documents: SchemaDocuments, work: (documents: SchemaDocuments) => R): R =>
  work(documents.known === undefined ? { ...documents, known: new Map() } : documents);

/** The properties of a schema, from `known` if it was looked at before. */
export function schemaProperties(documents: SchemaDocuments, node: Node): SchemaProperties {
  const schema = documents.resolve(node);
  const { known } = documents;
  const view = known?.get(schema.value) ?? viewAtDepth(documents, schema, 0);
  if (isObject(schema.value)) known?.set(schema.value, view);
  return view;
}

/** Recursive schemas are followed to a limited depth. */
function viewAtDepth(documents: Documents, node: Node, depth: number): SchemaProperties {
  const schema = documents.resolve(node);
  const inside = (word: string): readonly SchemaProperties[] =>
    depth > MAX_DEPTH ? [] : partsOf(schema, word).map((part) => viewAtDepth(documents, part, depth + 1));
  const all = inside('allOf');
  const alternatives = [inside('oneOf'), inside('anyOf')].filter((views) => views.length > 0);
  const parts = [...all, ...alternatives.flat()];
  const rest = member(schema, 'additionalProperties')?.value;
  const types = new Set([
    ...textsIn(member(schema, 'type')?.value),
    ...parts.flatMap((view) => [...view.types]),
  ]);
  if (member(schema, 'properties') !== undefined) types.add('object');
  return {
    at: schema.at,
    types,
    properties: new Map([
      ...parts.flatMap((view) => [...view.properties]),
      ...members(member(schema, 'properties')),
    ]),
    required: new Set([
      ...textsIn(member(schema, 'required')?.value),
      ...all.flatMap((view) => [...view.required]),
      ...alternatives.flatMap((views) => common(views.map(({ required }) => required))),
    ]),
    open:
      rest === true || (isObject(rest) && Object.keys(rest).length > 0) || parts.some((view) => view.open),
    closed: rest === false,
    items: member(schema, 'items') ?? parts.find((view) => view.items !== undefined)?.items,
  };
}

/** Whether a schema allows neither objects nor lists. */
export const isScalar = ({ types }: SchemaProperties): boolean => !types.has('object') && !types.has('array');

/** Whether two schemas describe the same thing: they have one location, or one has every property of the other. */
export function isSameSchema(
  one: SchemaProperties | undefined,
  other: SchemaProperties | undefined,
): boolean {
  if (one === undefined || other === undefined) return false;
  if (one.at.file === other.at.file && one.at.pointer === other.at.pointer) return true;
  const [small, large] = one.properties.size < other.properties.size ? [one, other] : [other, one];
  return (
    small.properties.size > 1 && [...small.properties.keys()].every((name) => large.properties.has(name))
  );
}

/** The schema of a value inside another, by a name with dots. A number stands for an element of a list. */
export function schemaPropertiesAt(
  documents: SchemaDocuments,
  view: SchemaProperties | undefined,
  name: string,
): SchemaProperties | undefined {
  if (view === undefined || name === '') return view;
  return name.split('.').reduce<SchemaProperties | undefined>((at, part) => {
    const node = at?.properties.get(part) ?? (/^\d+$/.test(part) ? at?.items : undefined);
    return node && schemaProperties(documents, node);
  }, view);
}

/** The value of a keyword of a property's schema, with references followed. */
export const schemaKeyword = (documents: Documents, node: Node | undefined, word: string): unknown =>
  node && member(documents.resolve(node), word)?.value;
