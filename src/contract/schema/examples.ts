/** The examples of a document, each held to the schema that it illustrates. */

import { lazy } from '../../core/lazy.ts';
import { type Evidence, evidenceOf } from '../document/evidence.ts';
import { labelledFailures } from '../document/failure-labels.ts';
import type { Documents, Node } from '../document/load-document.ts';
import { member, members } from '../document/load-document.ts';
import type { Schema } from './compile.ts';
import type { Direction } from './read-only-write-only.ts';

export interface Example {
  readonly name: string;
  readonly value: unknown;
  readonly evidence: Evidence | undefined;
  /** Names of the failures that it shows. */
  readonly failures: readonly string[];
  /** Whether it fits the schema that it illustrates. */
  readonly sound: boolean;
}

/** What an example says besides its value. */
export type Label = Omit<Example, 'value' | 'sound'>;

/**
 * The examples of a kind of content or of a parameter, judged when they are first asked for. One that breaks its
 * schema is a flaw of the contract.
 *
 * @param direction who sends what they illustrate
 */
export function examplesOf(
  node: Node,
  schema: Schema | undefined,
  documents: Documents,
  direction: Direction,
): () => readonly Example[] {
  return lazy(() =>
    shownBy(node, documents).map(({ name, value: { value, at }, evidence, failures }) => {
      const [broken] = schema?.check(value, direction) ?? [];
      if (broken !== undefined)
        documents.flaw(at, `the example breaks its schema: ${broken.pointer || 'it'} ${broken.message}`);
      return { name, value, evidence, failures, sound: broken === undefined };
    }),
  );
}

/** What examples say of themselves, without judging them. */
export const labelsOf = (node: Node, documents: Documents): (() => readonly Label[]) =>
  lazy(() => shownBy(node, documents));

interface Listed extends Label {
  readonly value: Node;
}

/** The `example` and the `examples` of a kind of content, a parameter or a header, unjudged. */
export function shownBy(node: Node, documents: Documents): readonly Listed[] {
  const single = member(node, 'example');
  const named = members(member(node, 'examples')).flatMap(([name, example]) => {
    const target = documents.resolve(example);
    const value = member(target, 'value');
    return value === undefined
      ? []
      : [{ name, value, evidence: evidenceOf(target), failures: labelledFailures(target) }];
  });
  return single === undefined
    ? named
    : [{ name: 'default', value: single, evidence: undefined, failures: [] }, ...named];
}
