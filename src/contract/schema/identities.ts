/** The schemas of a contract that were named, with their identifiers and what they refer to. */
import { collectProblems } from '../document/contract-error.ts';
import { type Documents, formatLocation, type Location } from '../document/load-document.ts';
import type { ExtendedSchemas } from './extended-schemas.ts';

export interface Identity {
  readonly id: string;
  readonly at: Location;
  /** Whether the schema is only the part that others extend, without what its discriminator demands. */
  readonly plain: boolean;
  /** Identifiers of the schemas that it refers to. */
  readonly refers: Set<string>;
  /** The error of its translation. It is thrown for everything that reaches the schema. */
  broken: unknown;
}

export interface Identities {
  /**
   * The schema at a place, which a schema at another place refers to.
   *
   * @throws {ContractError} for one that does not exist
   */
  of(at: Location, from: Location, plain: boolean): Identity;
  /** Takes one that was named and is not yet translated. */
  next(): Identity | undefined;
  /** A schema and everything that it refers to, the latter first. */
  reached(id: string): readonly Identity[];
  /** @throws {ContractError} with the errors of everything that a schema refers to */
  assertSound(id: string): void;
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

/** Creates the empty list of named schemas. */
export function createIdentities(documents: Documents, extended: ExtendedSchemas): Identities {
  const byPlace = new Map<string, Identity>();
  const byId = new Map<string, Identity>();
  /** Named and not yet translated. */
  const waiting: Identity[] = [];

  const identityOf = (at: Location, from: Location, plain: boolean): Identity => {
    const key = `${plain ? 'plain ' : ''}${formatLocation(at)}`;
    const known = byPlace.get(key);
    if (known !== undefined) return known;
    const { value } = documents.read(at, from);
    const chooses = extended.extensionsOf({ value, at }) !== undefined;
    if (plain && !chooses) return identityOf(at, from, false);
    const id = `vendouble:/${byId.size}`;
    const identity: Identity = { id, at, plain, refers: new Set(), broken: undefined };
    byPlace.set(key, identity);
    byId.set(id, identity);
    waiting.push(identity);
    return identity;
  };

  const reached = (id: string): readonly Identity[] =>
    inOrder(id, (known) => byId.get(known)?.refers ?? []).flatMap((known) => byId.get(known) ?? []);

  return {
    of: identityOf,
    next: () => waiting.pop(),
    reached,
    assertSound: (id) => {
      const { attempt, assertNone } = collectProblems();
      for (const { broken } of reached(id)) {
        if (broken === undefined) continue;
        attempt(() => {
          throw broken;
        });
      }
      assertNone();
    },
  };
}
