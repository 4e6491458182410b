/** The operations of a vendor below the tags of its document, which form a tree in OpenAPI 3.2, or else by resource. */
import type { ComponentChild } from 'preact';
import type { OperationView } from '../api.ts';

const groupOf = ({ tags, resource }: OperationView): readonly string[] => tags ?? [resource || '/'];

/** @param list shows the operations of one group */
export function OperationTree({
  operations,
  list,
  depth = 0,
}: {
  operations: readonly OperationView[];
  list: (operations: readonly OperationView[]) => ComponentChild;
  depth?: number;
}) {
  const groups = Map.groupBy(operations, (operation) => groupOf(operation)[depth] ?? '');
  return (
    <>
      {[...groups].map(([name, inside]) => {
        const own = inside.filter((operation) => groupOf(operation).length === depth + 1);
        const below = inside.filter((operation) => groupOf(operation).length > depth + 1);
        return (
          <section key={name} class={depth > 0 ? 'below' : undefined} aria-label={`Operations of ${name}`}>
            <h2>{name}</h2>
            {own.length > 0 && list(own)}
            {below.length > 0 && <OperationTree operations={below} list={list} depth={depth + 1} />}
          </section>
        );
      })}
    </>
  );
}
