/** The keywords of JSON Schema and OpenAPI by what stands in them. All others hold plain values. */

/** Keywords whose members are schemas. */
export const MAPS = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas']);
/** Keywords with a list of schemas. */
export const LISTS = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems']);
/** Keywords with one schema. */
export const SINGLES = new Set([
  'items',
  'additionalProperties',
  'not',
  'if',
  'then',
  'else',
  'contains',
  'propertyNames',
  'unevaluatedItems',
  'unevaluatedProperties',
]);
/** Keywords for people, names of schemas, and those that OpenAPI adds to JSON Schema. They do not validate values. */
export const ANNOTATIONS = new Set([
  'title',
  'description',
  'example',
  'examples',
  'externalDocs',
  'xml',
  'deprecated',
  'discriminator',
  'contentEncoding',
  'contentMediaType',
  'contentSchema',
  '$anchor',
  '$comment',
  '$dynamicAnchor',
  '$recursiveAnchor',
  '$id',
  '$schema',
  '$vocabulary',
  'nullable',
  'readOnly',
  'writeOnly',
]);
