/** The values in schemas that must fit their schema: `example`, `examples` and `default`. */
import { type Documents, elements, type Location, member, type Node } from '../document/load-document.ts';
import type { SchemaFinding } from './schema-findings.ts';

/** An `example`, or one of the `examples` or the `default` of a schema. */
export interface ExampleValue {
  readonly schema: Location;
  readonly example: Node;
}

/** Most examples that are checked in one step. */
const STEP = 100;

/** The author's examples of a schema. */
export function examplesIn(schema: Node): readonly Node[] {
  const single = member(schema, 'example');
  const listed = elements(member(schema, 'examples'));
  return single === undefined ? listed : [single, ...listed];
}

/** The author's examples of a schema, and its default. */
export function exampleValuesIn(schema: Node): readonly ExampleValue[] {
  const usual = member(schema, 'default');
  const all = usual === undefined ? examplesIn(schema) : [...examplesIn(schema), usual];
  return all.map((example) => ({ schema: schema.at, example }));
}

/**
 * Steps that report the examples which break their schema. More examples may be added between the steps.
 *
 * @param check the findings in a value by the schema at a node
 */
export function* exampleChecks(
  examples: readonly ExampleValue[],
  documents: Documents,
  check: (schema: Node, value: unknown) => readonly SchemaFinding[],
): Iterable<() => void> {
  const checkOne = ({ schema, example }: ExampleValue): void => {
    const [broken] = check(documents.read(schema), example.value);
    if (broken !== undefined)
      documents.flaw(example.at, `the example breaks its own schema: ${broken.pointer} ${broken.message}`);
  };
  for (let from = 0; from < examples.length; from += STEP)
    yield () => {
      for (const example of examples.slice(from, from + STEP)) checkOne(example);
    };
}
