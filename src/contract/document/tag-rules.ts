/** The rules of OpenAPI 3.2 for tags, which form a tree by their parents. */
import { isObject } from '../../core/is-object.ts';
import type { StructureProblem } from './structure-rule.ts';

/** Names of tags that are their own ancestors. */
function circular(parents: ReadonlyMap<string, string | undefined>): readonly string[] {
  return [...parents.keys()].filter((name) => {
    const seen = new Set<string>();
    for (let at = parents.get(name); at !== undefined && !seen.has(at); at = parents.get(at)) {
      if (at === name) return true;
      seen.add(at);
    }
    return false;
  });
}

/** What is wrong with the tags of a document. */
export function tagProblems(tags: unknown): readonly StructureProblem[] {
  if (!Array.isArray(tags)) return [];
  const known = tags.filter(isObject).filter(({ name }) => typeof name === 'string');
  const names = known.map(({ name }) => String(name));
  const parents = new Map(
    known.map(({ name, parent }) => [String(name), typeof parent === 'string' ? parent : undefined]),
  );
  const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [
    ...[...repeated].map((name): StructureProblem => [`the tag ${name} is listed twice`, 'tags']),
    ...[...parents].flatMap(([name, parent]): readonly StructureProblem[] =>
      parent === undefined || parents.has(parent)
        ? []
        : [[`the parent ${parent} of the tag ${name} is not listed`, 'tags']],
    ),
    ...circular(parents).map((name): StructureProblem => [`the tag ${name} is its own ancestor`, 'tags']),
  ];
}
