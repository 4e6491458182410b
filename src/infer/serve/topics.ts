/** The events of inferred operations, by the names that the document gives its webhooks. */
import type { Contract } from '../../contract/contract.ts';
import { lazy } from '../../core/lazy.ts';
import { singular } from '../naming.ts';
import { readWebhooks } from '../webhooks.ts';

/** What happens to a record. */
export type RecordChange = 'created' | 'updated' | 'deleted';

/** Names for the topic of a change. */
export type TopicsOf = (change: RecordChange, resource: string, operation: string) => readonly string[];

const VERBS: Readonly<Record<RecordChange, readonly string[]>> = {
  created: ['created', 'create', 'added', 'new'],
  updated: ['updated', 'update', 'changed', 'modified'],
  deleted: ['deleted', 'delete', 'removed'],
};

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Whether a topic is named after what happens to a resource: `pet.created`, `petCreated`, `newPet`. */
function isNamedAfter(topic: string, change: RecordChange, resource: string): boolean {
  const nouns = [resource, singular(resource)].map(plain);
  return VERBS[change].some((verb) =>
    nouns.some((noun) => [`${noun}${verb}`, `${verb}${noun}`].includes(plain(topic))),
  );
}

/**
 * The topics of a document: webhooks that `x-vendouble-webhook` binds to an operation with `on`, those that are named after
 * what happens, and otherwise `pet.created`, `pet.updated` and `pet.deleted`.
 */
export function createTopics(contract: Contract): TopicsOf {
  const described = lazy(() => readWebhooks(contract));
  return (change, resource, operation) => {
    const bound = described().filter(({ on }) => on.includes(operation));
    const named = described().filter(
      ({ on, name }) => on.length === 0 && isNamedAfter(name, change, resource),
    );
    const found = bound.length > 0 ? bound : named;
    return found.length > 0 ? found.map(({ name }) => name) : [`${singular(resource)}.${change}`];
  };
}
