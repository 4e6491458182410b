/** Every kind of change: its level, and its sentences. The names are public and stay as they are. */
import type { Facts, Kind } from './kinds.ts';
import { MESSAGE_KINDS, OPERATION_KINDS, PARAMETER_KINDS } from './operation-kinds.ts';
import { PROPERTY_KINDS, REPLY_KINDS, REQUEST_KINDS } from './schema-kinds.ts';

export const CHANGE_KINDS = {
  ...OPERATION_KINDS,
  ...PARAMETER_KINDS,
  ...MESSAGE_KINDS,
  ...REQUEST_KINDS,
  ...REPLY_KINDS,
  ...PROPERTY_KINDS,
} satisfies Readonly<Record<string, Kind>>;

export type ChangeKind = keyof typeof CHANGE_KINDS;

const textOf = (sentence: Kind['happened'], facts: Facts): string => {
  const text = typeof sentence === 'string' ? sentence : sentence(facts);
  return text.charAt(0).toUpperCase() + text.slice(1);
};

/** What happened and what a consumer must do, a sentence each. */
export function describeChange(
  kind: ChangeKind,
  facts: Facts,
): { readonly message: string; readonly advice: string } {
  const { happened, advice }: Kind = CHANGE_KINDS[kind];
  return { message: `${textOf(happened, facts)}.`, advice: textOf(advice, facts) };
}
