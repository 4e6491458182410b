/**
 * The schemas of a document as AJV takes them. A schema is translated when it is first named, and gets an identifier
 * by which others refer to it.
 */
import type { AnySchemaObject } from 'ajv/dist/2020.js';
import { ContractError, collectProblems, type ProblemList } from '../document/contract-error.ts';
import { type Documents, formatLocation, type Location } from '../document/load-document.ts';
import type { Ajv } from './ajv.ts';
import { correctSchema } from './correct-schema.ts';
import { createExtendedSchemas } from './extended-schemas.ts';
import { createNormaliser, type ExampleValue } from './normalise.ts';
import { unusableSchema } from './unusable.ts';

interface Identity {
  readonly id: string;
  readonly at: Location;
  /** Whether the schema is only the part that others extend, without what its discriminator demands. */
  readonly plain: boolean;
  /** Identifiers of the schemas that it refers to. */
  readonly refers: Set<string>;
  /** The error of its translation. It is thrown for everything that reaches the schema. */
  broken: unknown;
}

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

/** Identifiers of what can be reached from one of them, each after those that it refers to. */
function inOrder(from: string, refers: (id: string) => Iterable<string>): readonly string[] {
  const order: string[] = [];
  const seen = new Set<string>([from]);
  // A chain of references can be longer than the stack is deep.
  const open = [{ id: from, left: [...refers(from)] }];
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const next = top.left.pop();
    if (next === undefined) {
      order.push(top.id);
      open.pop();
    } else if (!seen.has(next)) {
      seen.add(next);
      open.push({ id: next, left: [...refers(next)] });
    }
  }
  return order;
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
  const byId = new Map<string, Identity>();
  const registered = new Map<string, unknown>();
  const extended = createExtendedSchemas(documents);
  /** Named and not yet translated. */
  const waiting: Identity[] = [];
  /** The schema that is being translated, and its problems, which are reported together. */
  let current: Identity | undefined;
  let problems: ProblemList = documents;

  const identityOf = (at: Location, from: Location, plain: boolean): Identity => {
    const key = `${plain ? 'plain ' : ''}${formatLocation(at)}`;
    const known = identities.get(key);
    if (known !== undefined) return known;
    const { value } = documents.read(at, from);
    const chooses = extended.extensionsOf({ value, at }) !== undefined;
    if (plain && !chooses) return identityOf(at, from, false);
    const id = `vendouble:/${byId.size}`;
    const identity: Identity = { id, at, plain, refers: new Set(), broken: undefined };
    identities.set(key, identity);
    byId.set(id, identity);
    waiting.push(identity);
    return identity;
  };

  const normaliser = createNormaliser({
    documents,
    ajv,
    legacy,
    extended,
    identify: (at, from, plain = false) => {
      const { id } = identityOf(at, from, plain);
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

  const refersOf = (id: string): Iterable<string> => byId.get(id)?.refers ?? [];

  const assertSound = (id: string): void => {
    if (documents.lenient) return;
    const { attempt, assertNone } = collectProblems();
    for (const reached of inOrder(id, refersOf)) {
      const broken = byId.get(reached)?.broken;
      if (broken === undefined) continue;
      attempt(() => {
        throw broken;
      });
    }
    assertNone();
  };

  /** Whether a schema that does not compile is among those that were translated. */
  let anyBroken = false;

  return {
    identify: (at) => {
      const { id } = identityOf(at, at, false);
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        translate(next);
        anyBroken ||= next.broken !== undefined;
      }
      if (anyBroken) assertSound(id);
      return id;
    },
    reached: (id) => inOrder(id, refersOf),
    places: (id) => inOrder(id, refersOf).flatMap((reached) => byId.get(reached)?.at ?? []),
    source: (id) => normaliser.source(registered.get(id)),
    origin: normaliser.origin,
    illustrations: normaliser.illustrations,
    unknownFormats: normaliser.unknownFormats,
  };
}
