/** Whether the states of an interaction can have an effect on its reply. */
import type { Operation } from '../contract/contract.ts';
import { infer } from '../infer/infer.ts';
import type { Route, Service } from '../services/service.ts';
import type { AddFinding, PactFinding } from './findings.ts';
import type { Interaction } from './read-pact.ts';
import { isAboutRecords } from './state-names.ts';

/** An operation of a document that is not recognised answers from the document, whatever records there are. */
export function checkModelled(
  { states }: Interaction,
  { contract }: Route,
  { vendor }: Service,
  operation: Operation,
  addFinding: AddFinding,
): readonly PactFinding[] {
  const state = states.find(({ name }) => isAboutRecords(name));
  if (state === undefined || vendor.foreign !== true) return [];
  const { method, template, id } = operation;
  const why = infer(contract.documents).operations.find(
    (one) => one.method === method && one.template === template,
  )?.generated;
  if (why === undefined || why === null) return [];
  const sentence = `${id} answers from the document and reads no records (${why}), so ${JSON.stringify(state.name)} has no effect on it`;
  return [addFinding('warning', 'state', state.pointer, sentence)];
}
