/** Makes pact documents, and merges them into existing ones. */
import { isObject } from '../core/is-object.ts';
import { PactError } from './pact-error.ts';
import { parsePact } from './read-pact.ts';
import { EARLIER_CALLS } from './state-names.ts';

type Json = Readonly<Record<string, unknown>>;

export const createPactDocument = (
  consumer: string,
  provider: string,
  interactions: readonly Json[],
): Json => ({
  consumer: { name: consumer },
  provider: { name: provider },
  interactions,
  metadata: { pactSpecification: { version: '4.0' } },
});

const nameOf = (participant: unknown): unknown => (isObject(participant) ? participant.name : undefined);

/**
 * Pact identifies an interaction by its description and states. The recorded earlier calls are left out, because their
 * times differ in each run.
 */
function keyOf({ description, providerStates }: Json): string {
  const states = (Array.isArray(providerStates) ? providerStates : []).map((state: unknown) =>
    isObject(state) && state.name === EARLIER_CALLS ? EARLIER_CALLS : state,
  );
  return JSON.stringify([description, states]);
}

const interactionsOf = ({ interactions }: Json): readonly Json[] =>
  Array.isArray(interactions) ? interactions.filter(isObject) : [];

/**
 * Merges interactions into a pact. Where both have the same interaction, the new one wins.
 *
 * @param text the existing pact
 * @param file its name in messages
 * @throws {PactError} for a text that is not a pact of the same consumer and provider, or not of version 4
 */
export function mergePact(text: string, file: string, added: Json): Json {
  const { document, consumer, provider, version } = parsePact(text, file);
  if (consumer !== nameOf(added.consumer) || provider !== nameOf(added.provider))
    throw new PactError(
      `the pact ${file} is between ${consumer} and ${provider}; move it, or choose another folder with --out`,
    );
  if (version !== 4)
    throw new PactError(
      `the pact ${file} is of version ${version} of Pact, and only version 4 can be extended`,
    );
  const all = new Map<string, Json>();
  for (const interaction of [...interactionsOf(document), ...interactionsOf(added)])
    all.set(keyOf(interaction), interaction);
  return { ...document, interactions: [...all.values()] };
}
