/** The examples of a contract, each validated by its schema. */

import { isUtf8 } from 'node:buffer';
import { lazy } from '../../core/lazy.ts';
import { ContractError } from '../document/contract-error.ts';
import { type Evidence, evidenceOf } from '../document/evidence.ts';
import { labelledFailures } from '../document/failure-labels.ts';
import type { Documents, Location, Node } from '../document/load-document.ts';
import { member, members } from '../document/load-document.ts';
import type { Schema } from './compile.ts';
import type { Direction } from './read-only-write-only.ts';

export interface Example {
  readonly name: string;
  readonly value: unknown;
  readonly evidence: Evidence | undefined;
  readonly at: Location;
  /** Names of failures, from `x-failure`. */
  readonly failures: readonly string[];
  /** Whether it fits its schema. */
  readonly sound: boolean;
}

/** An example without its value. */
export type Label = Omit<Example, 'value' | 'sound'>;

/**
 * The examples of a body or a parameter, validated on first use. One that breaks its schema is a flaw of the
 * contract.
 *
 * @param direction the side that sends the value
 * @param decode the value that an example which was written as a text stands for
 */
export function examplesOf(
  node: Node,
  schema: Schema | undefined,
  documents: Documents,
  direction: Direction,
  decode: (text: string) => unknown = (text) => text,
): () => readonly Example[] {
  const wrongIn = (value: unknown): string | undefined => {
    try {
      // Bytes are validated by their media type alone.
      if (Buffer.isBuffer(value)) return undefined;
      const [broken] = schema?.check(typeof value === 'string' ? decode(value) : value, direction) ?? [];
      return broken && `${broken.pointer || 'it'} ${broken.message}`;
    } catch (cause) {
      if (cause instanceof ContractError) throw cause;
      return (cause as Error).message;
    }
  };
  return lazy(() =>
    shownBy(node, documents).map(({ name, value: { value, at: shown }, at, evidence, failures }) => {
      const wrong = wrongIn(value);
      if (wrong !== undefined) documents.flaw(shown, `the example breaks its schema: ${wrong}`);
      return { name, value, at, evidence, failures, sound: wrong === undefined };
    }),
  );
}

/** Names, evidence and failures of examples, which are not validated. */
export const labelsOf = (node: Node, documents: Documents): (() => readonly Label[]) =>
  lazy(() => shownBy(node, documents));

interface Listed extends Label {
  readonly value: Node;
}

/** The contents of the file that an example names: a text, or bytes where it is none. */
function externalValue(example: Node, documents: Documents): Node | undefined {
  const reference = member(example, 'externalValue');
  const bytes = reference && documents.external(reference);
  return bytes && { value: isUtf8(bytes) ? bytes.toString('utf8') : bytes, at: example.at };
}

/** The `example` and the `examples` of a body, a parameter or a header, not validated. */
export function shownBy(node: Node, documents: Documents): readonly Listed[] {
  const single = member(node, 'example');
  const named = members(member(node, 'examples')).flatMap(([name, example]) => {
    const target = documents.resolve(example);
    const value = member(target, 'value') ?? externalValue(target, documents);
    return value === undefined
      ? []
      : [{ name, value, at: example.at, evidence: evidenceOf(target), failures: labelledFailures(target) }];
  });
  return single === undefined
    ? named
    : [{ name: 'default', value: single, at: single.at, evidence: undefined, failures: [] }, ...named];
}
