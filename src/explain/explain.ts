/** Explains the reply to a call: the cause first, in one line. */

import { type Evidence, weakest } from '../contract/document/evidence.ts';
import type { NearOperation, SpellingSuggestion } from '../contract/suggest-operations.ts';
import { nearestWord } from '../core/spelling.ts';
import type { LookupRecord } from '../core/store.ts';
import { splitTarget } from '../core/url-parts.ts';
import type { Exchange, ExchangeBackground } from '../journal/exchange.ts';
import { isSecretName, MASK } from '../journal/redact.ts';
import type { Service } from '../services/service.ts';
import { toCurl } from './curl.ts';
import { escapeTerminal } from './escape-terminal.ts';
import { isOurFailure, type LikelyCause, type Reason, type RefusedCase, reasonFor } from './reasons.ts';

export interface BrokenRule {
  /** Relative to the working directory of the emulator. */
  readonly file: string;
  readonly line: number | null;
  readonly pointer: string;
  readonly keyword: string;
}

export interface Explanation {
  readonly exchange: string;
  /** One line that names the cause. */
  readonly summary: string;
  /** What probably caused it; `null` when nothing was refused. */
  readonly likelyCause: LikelyCause | null;
  readonly rule: BrokenRule | null;
  /** The offending value; `null` when there is none. */
  readonly value: unknown;
  readonly suggestion: SpellingSuggestion | null;
  /** Operations that the call may have meant, the nearest first. */
  readonly nearest: readonly NearOperation[];
  /** Collections whose records were read. */
  readonly collectionsRead: readonly string[];
  /** The first lookups of records, with the number that was found. */
  readonly lookups: readonly LookupRecord[];
  /** How it is known that the vendor replies so. */
  readonly evidence: Evidence | null;
  /** What became of the events of the call, a line each; absent when it caused none. */
  readonly webhooks?: readonly string[] | undefined;
  /** A curl command that repeats the call, with its secrets masked. */
  readonly curl: string;
}

const LONGEST_SUMMARY = 400;
const LONGEST_VALUE = 1_000;

const oneLine = (text: string): string => {
  const line = escapeTerminal(text);
  return line.length > LONGEST_SUMMARY ? `${line.slice(0, LONGEST_SUMMARY)}…` : line;
};

const brief = (value: unknown): unknown => {
  const text = value === undefined ? 'null' : JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : JSON.parse(text);
};

function brokenRule({ issue }: Reason, facts: RefusedCase): BrokenRule | null {
  const rule = issue && facts.contract.rule(issue.rule);
  if (issue === undefined || rule === undefined) return null;
  return { file: rule.file, line: rule.line ?? null, pointer: rule.pointer, keyword: issue.keyword };
}

function evidenceFor({ operation, exchange, background: { cause } }: RefusedCase): Evidence | null {
  // The journal keeps the issues apart from the failure.
  const failure = cause?.kind === 'invalid_request' ? { ...cause, issues: exchange.issues } : cause;
  return (operation && weakest(operation, exchange.reply.status, failure)) ?? null;
}

/** The reason for a call that reached no vendor. */
function unreached(exchange: Exchange, vendors: readonly string[]): Reason {
  const reason = isOurFailure(exchange, undefined);
  const meant = vendors.includes(exchange.vendor) ? undefined : nearestWord(exchange.vendor, vendors);
  if (meant === undefined) return reason;
  return {
    ...reason,
    sentence: `${reason.sentence}; did you mean /${meant}?`,
    suggestion: { sent: exchange.vendor, meant },
  };
}

function caseOf(
  exchange: Exchange,
  background: ExchangeBackground,
  service: Service | undefined,
): RefusedCase | undefined {
  const contract =
    service?.versions.get(exchange.version ?? '')?.contract ??
    [...(service?.versions.values() ?? [])][0]?.contract;
  if (service === undefined || contract === undefined) return undefined;
  const operation = contract.operations.find(({ id }) => id === exchange.operation);
  return { exchange, background, contract, operation, declared: service.accounts.length };
}

/**
 * @param background facts about the exchange from the journal
 * @param url of the vendor in the world of the call
 */
export function explainExchange(
  exchange: Exchange,
  background: ExchangeBackground,
  services: readonly Service[],
  url: string,
): Explanation {
  const { id, vendor, operation, request, reply } = exchange;
  const service = services.find((known) => known.vendor.name === vendor);
  const facts = caseOf(exchange, background, service);
  const reason =
    facts === undefined
      ? unreached(
          exchange,
          services.map((known) => known.vendor.name),
        )
      : reasonFor(facts);
  const { sentence, likelyCause, issue, suggestion } = reason;
  const called = `${request.method} ${service?.prefix ?? `/${vendor}`}${splitTarget(request.path).path}`;
  return {
    exchange: id,
    summary: oneLine(
      `${called}${operation === null ? '' : ` (${operation})`} → ${reply.status === 0 ? 'no answer' : reply.status}: ${sentence}`,
    ),
    likelyCause,
    rule: facts === undefined ? null : brokenRule(reason, facts),
    value: brief(issue?.value),
    suggestion: suggestion ?? null,
    nearest: (reason.nearest ?? []).map(({ operation: name, method, path, difference }) => ({
      operation: name,
      method,
      path,
      difference,
    })),
    collectionsRead: background.collectionsRead,
    lookups: background.lookups.map((lookup) => ({
      ...lookup,
      value: isSecretName(lookup.field) ? MASK : lookup.value,
    })),
    evidence: facts === undefined ? null : evidenceFor(facts),
    curl: toCurl(exchange, url),
  };
}
