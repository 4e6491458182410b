/** The examples of a contract, each validated by its schema. */

import { isUtf8 } from 'node:buffer';
import { isDeepStrictEqual } from 'node:util';
import { lazy } from '../../core/lazy.ts';
import { ContractError } from '../document/contract-error.ts';
import { isOpenApi32 } from '../document/edition.ts';
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
  /** Exactly how it is sent, as `serializedValue` says. */
  readonly serialized?: string;
  /** Whether it fits its schema. */
  readonly sound: boolean;
}

/** An example without its value. */
export type Label = Omit<Example, 'value' | 'sound' | 'serialized'>;

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
  /** The value that the written form stands for. */
  const read = (text: string): { readonly value: unknown } | { readonly wrong: string } => {
    try {
      return { value: decode(text) };
    } catch (cause) {
      if (cause instanceof ContractError) throw cause;
      return { wrong: (cause as Error).message };
    }
  };
  const checked = ({ name, value: node, serialized, at, evidence, failures }: Listed): Example => {
    const written = serialized === undefined ? undefined : read(String(serialized.value));
    const value =
      node === undefined && written !== undefined && 'value' in written ? written.value : node?.value;
    const differs =
      written !== undefined && 'value' in written && !isDeepStrictEqual(written.value, value)
        ? 'it does not stand for the dataValue'
        : undefined;
    const unreadable = written !== undefined && 'wrong' in written ? written.wrong : differs;
    if (unreadable !== undefined && serialized !== undefined)
      documents.flaw(serialized.at, `the serializedValue is not used: ${unreadable}`);
    const wrong = node === undefined && unreadable !== undefined ? unreadable : wrongIn(value);
    if (wrong !== undefined && wrong !== unreadable)
      documents.flaw((node ?? serialized)?.at ?? at, `the example breaks its schema: ${wrong}`);
    return {
      ...{ name, value, at, evidence, failures },
      ...(serialized === undefined || unreadable !== undefined
        ? {}
        : { serialized: String(serialized.value) }),
      sound: wrong === undefined,
    };
  };
  return lazy(() => shownBy(node, documents).map(checked));
}

/** Names, evidence and failures of examples, which are not validated. */
export const labelsOf = (node: Node, documents: Documents): (() => readonly Label[]) =>
  lazy(() => shownBy(node, documents));

interface Listed extends Label {
  /** Absent where only its written form is there. */
  readonly value: Node | undefined;
  readonly serialized?: Node | undefined;
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
    const isNew = isOpenApi32(documents.root);
    const data = isNew ? member(target, 'dataValue') : undefined;
    const serialized = isNew ? member(target, 'serializedValue') : undefined;
    const value =
      data ??
      member(target, 'value') ??
      (serialized === undefined ? externalValue(target, documents) : undefined);
    return value === undefined && serialized === undefined
      ? []
      : [
          {
            ...{ name, value, serialized, at: example.at },
            ...{ evidence: evidenceOf(target), failures: labelledFailures(target) },
          },
        ];
  });
  return single === undefined
    ? named
    : [{ name: 'default', value: single, at: single.at, evidence: undefined, failures: [] }, ...named];
}
