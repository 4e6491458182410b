/** Values of a scenario that only its calls bring about, such as identifiers: `{ "$reply": 1, "pointer": "/id" }`. */
import { isObject } from '../core/is-object.ts';
import { parsePointer } from '../core/json-pointer.ts';

/** A value in the body of the reply to an earlier call. */
export interface ReplyReference {
  /** Number of the call, from 1. */
  readonly $reply: number;
  /** JSON pointer into the body of its reply. */
  readonly pointer: string;
}

const isReference = (value: unknown): value is ReplyReference =>
  isObject(value) &&
  Object.keys(value).length === 2 &&
  typeof value.$reply === 'number' &&
  typeof value.pointer === 'string';

const inside = (value: unknown, pointer: string): unknown =>
  parsePointer(pointer).reduce<unknown>(
    (at, name) =>
      Array.isArray(at) ? at[Number(name)] : isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined,
    value,
  );

/**
 * A value with its references replaced.
 *
 * @param bodies of the replies so far
 * @throws {Error} for a reference to a reply or a value that is not there
 */
export function resolveReferences(value: unknown, bodies: readonly unknown[]): unknown {
  if (isReference(value)) {
    const found = inside(bodies[value.$reply - 1], value.pointer);
    if (found !== undefined) return found;
    throw new Error(`the reply to call ${value.$reply} has nothing at ${value.pointer}`);
  }
  if (Array.isArray(value)) return value.map((item) => resolveReferences(item, bodies));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, resolveReferences(item, bodies)]),
  );
}

/** The same for parameters, which are texts. */
export const resolveTexts = (
  texts: Readonly<Record<string, string | ReplyReference>> = {},
  bodies: readonly unknown[],
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(texts).map(([name, value]) => [name, String(resolveReferences(value, bodies))]),
  );
