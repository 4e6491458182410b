/** The headers that a contract describes for a reply. */
import { type Documents, member, members, type Node } from './document.ts';
import { faked, GenerationError, type Seed } from './faked.ts';
import type { Schema, Schemas } from './schemas.ts';

/** A header of a reply, and what it holds. */
export interface Header {
  /** Lower case. */
  readonly name: string;
  readonly required: boolean;
  readonly schema: Schema | undefined;
  /** The contract's own example, or its default. */
  readonly example: unknown;
}

/** @param response the response object */
export function replyHeadersOf(response: Node, documents: Documents, schemas: Schemas): readonly Header[] {
  return members(member(response, 'headers')).flatMap(([name, reference]) => {
    // The standard has it described by the content.
    if (name.toLowerCase() === 'content-type') return [];
    const header = documents.resolve(reference);
    const schema = member(header, 'schema');
    const inside = schema && documents.resolve(schema);
    const named = members(member(header, 'examples'))[0]?.[1];
    const example =
      member(header, 'example') ??
      (named && member(documents.resolve(named), 'value')) ??
      (inside && (member(inside, 'example') ?? member(inside, 'default')));
    return [
      {
        name: name.toLowerCase(),
        required: member(header, 'required')?.value === true,
        schema: schema && schemas.compile(schema),
        example: example?.value,
      },
    ];
  });
}

/** As `simple` has it; `undefined` for what no header can hold. */
function written(value: unknown): string | undefined {
  const text = Array.isArray(value)
    ? value.join(',')
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flat().join(',')
      : String(value);
  return /^[\x20-\x7e]*$/.test(text) ? text : undefined;
}

/** @throws {GenerationError} where a required one cannot be made; any other is left out then */
export function headersFor(
  headers: readonly Header[],
  schemas: Schemas,
  seed: Seed,
): Readonly<Record<string, string>> {
  const entries = headers.flatMap(({ name, required, schema, example }) => {
    try {
      const value =
        example ?? (schema === undefined ? '' : faked(schema, schemas, seed, `value of the header ${name}`));
      const text = written(value);
      return text === undefined ? [] : [[name, text] as const];
    } catch (cause) {
      if (required || !(cause instanceof GenerationError)) throw cause;
      return [];
    }
  });
  return Object.fromEntries(entries);
}
