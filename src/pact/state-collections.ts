/** The collections whose records provider states can create, and the words for them. */
import type { Contract } from '../contract/contract.ts';
import { infer } from '../infer/infer.ts';
import type { Inferred, Resource } from '../infer/inference.ts';
import { plainName, singular } from '../infer/naming.ts';
import { recordShape } from '../infer/serve/stored-records.ts';
import type { Service } from '../services/service.ts';

export interface StateCollection {
  /** As messages name it. */
  readonly name: string;
  /** For one record and for several, as a state is best written. */
  readonly one: string;
  readonly many: string;
  /** Names of one record and of several, in lower case without spaces and punctuation. */
  readonly words: ReadonlySet<string>;
  /** Of a collection that is inferred from a document; absent for the users of a vendor in code. */
  readonly inferred?: {
    readonly resource: Resource;
    readonly operations: readonly Inferred[];
    readonly contract: Contract;
  };
}

function plural(word: string): string {
  if (/person$/i.test(word)) return word.replace(/person$/i, 'people');
  if (/[^aeiou]y$/i.test(word)) return word.replace(/y$/i, 'ies');
  return /(?:s|sh|ch|x|z)$/i.test(word) ? `${word}es` : `${word}s`;
}

/** `blogPosts` and `blog-posts` as people write them: `blog posts`. */
const spaced = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .trim()
    .toLowerCase();

/** The last segment of a path that is not a parameter. */
const lastWord = (template: string): string =>
  template
    .split('/')
    .filter((segment) => segment !== '' && !segment.includes('{'))
    .at(-1) ?? '';

function ofResource(
  resource: Resource,
  operations: readonly Inferred[],
  contract: Contract,
): StateCollection {
  const names = [...new Set([resource.name, ...operations.map(({ template }) => lastWord(template))])];
  const one = spaced(singular(resource.name));
  // Where a word is its own singular, the path has the word for several.
  const many = spaced(
    names.find((name) => spaced(singular(name)) !== spaced(name)) ?? names[1] ?? plural(one),
  );
  return {
    name: resource.name,
    one,
    many: singular(many) === many && names.length === 1 ? plural(one) : many,
    words: new Set(names.flatMap((name) => [name, singular(name), plural(singular(name))]).map(plainName)),
    inferred: { resource, operations, contract },
  };
}

/** Nothing but a handler of the vendor's own knows how a record of another collection is kept. */
export function stateCollections({ vendor, versions }: Service): readonly StateCollection[] {
  const users =
    vendor.user === undefined
      ? []
      : [{ name: 'users', one: 'user', many: 'users', words: new Set(['user', 'users']) }];
  if (vendor.foreign !== true) return users;
  const [contract] = [...versions.values()].map((version) => version.contract);
  if (contract === undefined) return users;
  const { resources, operations } = infer(contract.documents);
  const inferred = resources.flatMap((resource) => {
    const own = operations.filter((one) => one.resource === resource.name && one.generated === null);
    const creates = own.some(({ role }) => role === 'create' || role === 'upsert');
    return vendor.collections[resource.name] === recordShape && creates && !resource.single
      ? [ofResource(resource, own, contract)]
      : [];
  });
  return [...users, ...inferred];
}
