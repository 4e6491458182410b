/** The examples of a document, each held to the schema that it illustrates. */
import type { Documents, Node } from './document.ts';
import { member, members } from './document.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import { once } from './once.ts';
import type { Schema } from './schemas.ts';

export interface Example {
  readonly name: string;
  readonly value: unknown;
  readonly evidence: Evidence | undefined;
}

/** The examples of a kind of content or of a parameter, judged when they are first asked for. */
export function examplesOf(
  node: Node,
  schema: Schema | undefined,
  documents: Documents,
): () => readonly Example[] {
  return once(() => {
    const all = listed(node, documents);
    for (const { value } of all) {
      const [broken] = schema?.check(value.value) ?? [];
      if (broken !== undefined)
        throw documents.error(
          value.at,
          `the example breaks its schema: ${broken.pointer || 'it'} ${broken.message}`,
        );
    }
    return all.map(({ name, value, evidence }) => ({ name, value: value.value, evidence }));
  });
}

interface Listed extends Omit<Example, 'value'> {
  readonly value: Node;
}

function listed(node: Node, documents: Documents): readonly Listed[] {
  const single = member(node, 'example');
  const named = members(member(node, 'examples')).flatMap(([name, example]) => {
    const target = documents.resolve(example);
    const value = member(target, 'value');
    return value === undefined ? [] : [{ name, value, evidence: evidenceOf(target) }];
  });
  return single === undefined ? named : [{ name: 'default', value: single, evidence: undefined }, ...named];
}
