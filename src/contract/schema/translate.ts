/**
 * The schemas of a document as AJV takes them. A schema is translated when it is first named, and gets an identifier
 * by which others refer to it.
 */
import type { AnySchemaObject } from 'ajv/dist/2020.js';
import { collectProblems, type ProblemList } from '../document/contract-error.ts';
import { type Documents, formatLocation, type Location } from '../document/load-document.ts';
import type { Ajv } from './ajv.ts';
import { assertValidSchema } from './assert-valid-schema.ts';
import { createNormaliser, type ExampleValue } from './normalise.ts';

interface Identity {
  readonly id: string;
  /** Identifiers of the schemas that it refers to. */
  readonly refers: Set<string>;
  /** The error of its translation. It is thrown again for everything that names the schema. */
  broken: unknown;
}

/** The schema that is being translated, with its problems, which are reported together. */
interface Translation {
  readonly identity: Identity;
  readonly problems: ProblemList;
}

export interface SchemaTranslator {
  /** The identifier of a schema, under which AJV knows it. @throws {ContractError} for one that AJV would not take */
  identify(at: Location, from?: Location): string;
  /** Identifiers of a schema and of everything that it refers to, the latter first. */
  reached(id: string): readonly string[];
  /** The schema of an identifier as a generator of replies understands it. */
  source(id: string): unknown;
  /** Where a translated schema, or a part of one, stands in the document. */
  origin(schema: object): Location | undefined;
  /** Examples in all schemas that were translated. */
  readonly illustrations: readonly ExampleValue[];
  /** Formats that no validator here knows. They are not checked. */
  readonly unknownFormats: ReadonlySet<string>;
}

/** Identifiers of what can be reached from one of them, each after those that it refers to. */
function inOrder(from: string, refers: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const order = new Set<string>();
  const seen = new Set<string>();
  const visit = (next: string): void => {
    if (seen.has(next)) return;
    seen.add(next);
    for (const other of refers.get(next) ?? []) visit(other);
    order.add(next);
  };
  visit(from);
  return [...order];
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
  const identities = new Map<string, Identity>();
  const refers = new Map<string, ReadonlySet<string>>();
  const registered = new Map<string, unknown>();
  let current: Translation | undefined;

  const identify: SchemaTranslator['identify'] = (at, from = at) => {
    const key = formatLocation(at);
    const known = identities.get(key);
    if (known !== undefined) {
      if (known.broken !== undefined) throw known.broken;
      current?.identity.refers.add(known.id);
      return known.id;
    }
    const identity: Identity = { id: `vendouble:/${identities.size}`, refers: new Set(), broken: undefined };
    identities.set(key, identity);
    const around = current;
    around?.identity.refers.add(identity.id);
    const problems = collectProblems();
    current = { identity, problems };
    try {
      const node = documents.read(at, from);
      const schema = normaliser.normalise(node);
      problems.assertNone();
      assertValidSchema(schema, node, ajv, documents);
      registered.set(identity.id, schema);
      refers.set(identity.id, identity.refers);
      add(schema as AnySchemaObject, identity.id);
      return identity.id;
    } catch (cause) {
      identity.broken = cause;
      throw cause;
    } finally {
      current = around;
    }
  };

  const normaliser = createNormaliser({
    documents,
    ajv,
    legacy,
    identify,
    attempt: (step) => (current === undefined ? step() : current.problems.attempt(step)),
  });

  return {
    identify,
    reached: (id) => inOrder(id, refers),
    source: (id) => normaliser.source(registered.get(id)),
    origin: normaliser.origin,
    illustrations: normaliser.illustrations,
    unknownFormats: normaliser.unknownFormats,
  };
}
