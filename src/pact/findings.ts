/** What a check found: the place in the pact, and the rule of the contract that it breaks. */
import type { Contract } from '../contract/contract.ts';
import type { Interaction, Pact } from './read-pact.ts';

export type FindingSeverity = 'error' | 'warning';

/** What a finding is about. */
export type FindingCode =
  | 'state'
  | 'version'
  | 'route'
  | 'request'
  | 'ignored'
  | 'accept'
  | 'credential'
  | 'header'
  | 'left-out'
  | 'status'
  | 'media-type'
  | 'body'
  | 'field'
  | 'value'
  | 'matcher'
  | 'unjudged';

interface ContractPlace {
  readonly file: string;
  readonly line: number | undefined;
  readonly pointer: string;
}

export interface PactFinding {
  readonly severity: FindingSeverity;
  readonly code: FindingCode;
  readonly message: string;
  readonly interaction: string;
  /** Position in the pact. */
  readonly pact: { readonly file: string; readonly line: number | undefined; readonly pointer: string };
  /** The broken rule of the contract. */
  readonly contract?: ContractPlace;
  /** With `--against`: the kind of the change that breaks the interaction, and its place in the old contract. */
  readonly change?: string;
  readonly before?: ContractPlace;
}

export interface PactReport {
  readonly file: string;
  readonly consumer: string;
  readonly provider: string;
  readonly vendor: string;
  readonly interactions: readonly string[];
  readonly findings: readonly PactFinding[];
}

/** @param rule `file#pointer` of the contract */
export type AddFinding = (
  severity: FindingSeverity,
  code: FindingCode,
  pointer: string,
  message: string,
  rule?: string,
) => PactFinding;

/** The description, with the states where another interaction of the pact has the same description. */
function nameOf(pact: Pact, { description, states }: Interaction): string {
  const twins = pact.interactions.filter((other) => other.description === description);
  const given = states.map(({ name }) => name).filter((name) => name !== '');
  return twins.length > 1 && given.length > 0 ? `${description}, given ${given.join(' and ')}` : description;
}

/**
 * Makes the findings of one interaction. Of a pending one they are warnings.
 *
 * @param contract `undefined` before the contract's version is chosen
 */
export const createFindings =
  (pact: Pact, interaction: Interaction, contract: Contract | undefined): AddFinding =>
  (asked, code, pointer, message, rule) => {
    const severity = interaction.pending ? 'warning' : asked;
    const place = rule === undefined ? undefined : contract?.rule(rule);
    return {
      severity,
      code,
      message: interaction.pending && asked === 'error' ? `pending: ${message}` : message,
      interaction: nameOf(pact, interaction),
      pact: { file: pact.file, line: pact.line(pointer), pointer },
      ...(place === undefined
        ? {}
        : { contract: { file: place.file, line: place.line, pointer: place.pointer } }),
    };
  };

/** Formats of a report. */
export const FORMATS = ['text', 'json', 'junit', 'github'] as const;

export type Format = (typeof FORMATS)[number];
