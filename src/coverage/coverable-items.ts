/** Lists everything in a contract that a consumer's tests can exercise. */

import type { Contract, Operation, Response } from '../contract/contract.ts';
import type { CoercionType } from '../contract/schema/coercion-types.ts';
import type { Label } from '../contract/schema/examples.ts';
import type { Vendor } from '../core/vendor.ts';
import { bodyPath, type Item, queryPath, valueName } from './item.ts';
import { pageEdges } from './page-edges.ts';
import { queryFields } from './query-fields.ts';

/** The depth to which properties are counted; a schema may contain itself. */
const DEEPEST = 4;

function* propertiesOf(operation: string, shape: CoercionType, path: string, depth: number): Iterable<Item> {
  if (depth > DEEPEST) return;
  for (const value of shape.values()) yield { operation, kind: 'value', name: valueName(path, value) };
  for (const name of shape.names()) {
    const inside = shape.property(name);
    const place = bodyPath(path, name);
    yield { operation, kind: 'property', name: place };
    if (inside !== undefined) yield* propertiesOf(operation, inside, place, depth + 1);
  }
  const items = shape.items();
  if (items !== undefined) yield* propertiesOf(operation, items, `${path}[]`, depth + 1);
}

const isError = ({ status }: Response): boolean => !/^[123]/.test(status);

/** Documented errors. Examples of the same failure count as one; an example of a success counts only if it shows a failure. */
export function documentedErrors(response: Response): ReadonlyMap<string, readonly Label[]> {
  const shown = response.content
    .flatMap((content) => content.labels())
    .filter(({ failures }) => isError(response) || failures.length > 0);
  const groups = Map.groupBy(shown, ({ name, failures }) =>
    failures.length === 0 ? `example ${name}` : failures.join(),
  );
  return new Map(
    [...groups.values()].map((group) => [
      `${response.status} ${[...new Set(group.map(({ name }) => name))].join(', ')}`,
      group,
    ]),
  );
}

function* itemsOfOperation(contract: Contract, operation: Operation): Iterable<Item> {
  const { id, responses, body } = operation;
  yield { operation: id, kind: 'operation', name: id };
  for (const response of responses) {
    yield { operation: id, kind: 'reply', name: response.status };
    for (const name of documentedErrors(response).keys()) yield { operation: id, kind: 'error', name };
  }
  for (const { name, shape } of queryFields(operation)) {
    yield { operation: id, kind: 'parameter', name };
    for (const value of [...shape.values(), ...(shape.items()?.values() ?? [])])
      yield { operation: id, kind: 'value', name: valueName(queryPath(name), value) };
  }
  for (const name of pageEdges(contract, operation).keys()) yield { operation: id, kind: 'page', name };
  for (const { shape } of body?.content ?? []) yield* propertiesOf(id, shape, '', 1);
}

const mentionsLimit = ({ operations }: Contract): boolean =>
  operations
    .flatMap(({ responses }) => responses)
    .some(
      (response) =>
        response.status === '429' ||
        [...documentedErrors(response).values()]
          .flat()
          .some(({ failures }) => failures.includes('rate_limited')),
    );

/** Each item once, in the order of the contract. */
export function coverableItems(
  { rateLimit }: Pick<Vendor, 'rateLimit'>,
  contract: Contract,
): readonly Item[] {
  const limited = rateLimit !== undefined || mentionsLimit(contract);
  const items: readonly Item[] = [
    ...contract.operations.flatMap((operation) => [...itemsOfOperation(contract, operation)]),
    ...(limited ? [{ operation: null, kind: 'limit' as const, name: 'rate-limit reply' }] : []),
  ];
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
