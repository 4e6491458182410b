/**
 * The schemas of a document as AJV takes them. A schema is translated when it is first named, and gets an identifier
 * by which others refer to it.
 */
import type { AnySchemaObject } from 'ajv/dist/2020.js';
import { ContractError, collectProblems, type ProblemList } from '../document/contract-error.ts';
import type { Documents, Location } from '../document/load-document.ts';
import type { Ajv } from './ajv.ts';
import { correctSchema } from './correct-schema.ts';
import type { ExampleValue } from './example-values.ts';
import { createExtendedSchemas } from './extended-schemas.ts';
import { createIdentities, type Identity } from './identities.ts';
import { createNormaliser } from './normalise.ts';
import { unusableSchema } from './unusable.ts';

export interface SchemaTranslator {
  /**
   * The identifier of a schema, under which AJV knows it.
   *
   * @throws {ContractError} for one that does not exist, or that AJV would not take
   */
  identify(at: Location): string;
  /** Identifiers of a schema and of everything that it refers to, the latter first. */
  reached(id: string): readonly string[];
  /** Places of a schema and of everything that it refers to. */
  places(id: string): readonly Location[];
  /** The schema of an identifier as a generator of replies understands it. */
  source(id: string): unknown;
  /** Where a translated schema, or a part of one, stands in the document. */
  origin(schema: object): Location | undefined;
  /** Examples in all schemas that were translated. */
  readonly illustrations: readonly ExampleValue[];
  /** Formats that no validator here knows. They are not checked. */
  readonly unknownFormats: ReadonlySet<string>;
}

/**
 * Creates the translator of a contract. Schemas are translated when `identify` names them.
 *
 * @param ajv knows the keywords and formats
 * @param add gives AJV a translated schema under its identifier
 * @param legacy whether the document is OpenAPI 3.0
 */
export function createSchemaTranslator(
  documents: Documents,
  ajv: Ajv,
  add: (schema: AnySchemaObject, id: string) => void,
  legacy: boolean,
): SchemaTranslator {
  const registered = new Map<string, unknown>();
  const extended = createExtendedSchemas(documents);
  const identities = createIdentities(documents, extended);
  /** The schema that is being translated, and its problems, which are reported together. */
  let current: Identity | undefined;
  let problems: ProblemList = documents;

  const normaliser = createNormaliser({
    documents,
    ajv,
    legacy,
    extended,
    identify: (at, from, plain = false) => {
      const { id } = identities.of(at, from, plain);
      current?.refers.add(id);
      return id;
    },
    attempt: (step) => problems.attempt(step),
  });

  const translated = ({ at, plain }: Identity): unknown => {
    const node = documents.read(at);
    const extensions = plain ? undefined : extended.extensionsOf(node);
    return correctSchema(
      extensions === undefined ? normaliser.normalise(node) : normaliser.extend(extensions, at),
      node,
      ajv,
      documents,
    );
  };

  const translate = (identity: Identity): void => {
    current = identity;
    problems = documents.lenient ? documents : collectProblems();
    let schema: unknown;
    try {
      schema = translated(identity);
      problems.assertNone();
    } catch (cause) {
      const error =
        cause instanceof RangeError
          ? documents.error(identity.at, 'the schema is nested too deeply to be read')
          : cause;
      identity.broken = error;
      if (!documents.lenient || !(error instanceof ContractError)) return;
      documents.attempt(() => {
        throw error;
      });
      schema = unusableSchema(error);
    }
    registered.set(identity.id, schema);
    add(schema as AnySchemaObject, identity.id);
  };

  /** Whether a schema that does not compile is among those that were translated. */
  let anyBroken = false;

  return {
    identify: (at) => {
      const { id } = identities.of(at, at, false);
      for (let next = identities.next(); next !== undefined; next = identities.next()) {
        translate(next);
        anyBroken ||= next.broken !== undefined;
      }
      if (anyBroken && !documents.lenient) identities.assertSound(id);
      return id;
    },
    reached: (id) => identities.reached(id).map((reached) => reached.id),
    places: (id) => identities.reached(id).map(({ at }) => at),
    source: (id) => normaliser.source(registered.get(id)),
    origin: normaliser.origin,
    illustrations: normaliser.illustrations,
    unknownFormats: normaliser.unknownFormats,
  };
}
