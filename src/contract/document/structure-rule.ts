/** The form of the rules for the objects of an OpenAPI 3.2 document. */

/** What a field may have. `any` is not looked into. */
export type FieldKind =
  | 'any'
  | 'text'
  | 'flag'
  | 'schema'
  | ObjectName
  /** A list of these. */
  | { readonly list: FieldKind }
  /** A map of these, with names that match. A reference may stand in their place if `reference` says so. */
  | { readonly map: FieldKind; readonly names?: NameRule; readonly reference?: true }
  /** One of these texts. */
  | { readonly oneOf: readonly string[] };

/** What is wrong with a part, and the member that is wrong, if it is not the part itself. */
export type StructureProblem = readonly [sentence: string, member?: string | number];

/** A rule for names that the author chooses, and how the rule is said. */
export interface NameRule {
  readonly pattern: RegExp;
  readonly sentence: string;
}

export interface ObjectRule {
  /** With its article. */
  readonly what: string;
  readonly fields: Readonly<Record<string, FieldKind>>;
  readonly required?: readonly string[];
  /** Pairs of fields that exclude each other. */
  readonly exclusive?: readonly (readonly [string, string])[];
  /** Fields of which one must be there. */
  readonly oneOf?: readonly string[];
  /** Whether a reference may stand in its place. */
  readonly reference?: true;
}

export type ObjectName =
  | 'openapi'
  | 'info'
  | 'contact'
  | 'license'
  | 'server'
  | 'serverVariable'
  | 'components'
  | 'pathItem'
  | 'operation'
  | 'externalDocs'
  | 'parameter'
  | 'requestBody'
  | 'mediaType'
  | 'encoding'
  | 'response'
  | 'example'
  | 'link'
  | 'header'
  | 'tag'
  | 'securityScheme'
  | 'flows'
  | 'flow'
  | 'xml'
  | 'discriminator';
