/** Keeps the exchanges that a test has tagged, longer than their worlds exist, and makes pacts of them. */

import { documentedResponse } from '../contract/document/documented-response.ts';
import { READING_METHODS } from '../core/http-methods.ts';
import type { Reply } from '../core/vendor.ts';
import type { RecordedExchange } from '../journal/exchange.ts';
import { redactBody, redactHeaders, redactPath } from '../journal/redact.ts';
import type { Service } from '../services/service.ts';
import { FIRST_RECORDS, type History, type HistoryStep } from '../worlds/history.ts';
import { type ObservedCall, toInteraction } from './interaction.ts';
import { createPactDocument } from './pact-document.ts';
import {
  ANY_ERROR,
  EARLIER_CALLS,
  FAULT_STATES,
  type FaultState,
  type StateParameters,
} from './state-names.ts';

/** A call with this header becomes an interaction. The value of the header is its description. */
export const PACT_HEADER = 'x-vendouble-pact';

const MOST_TAGGED = 1_000;

/** A pact for each vendor with tagged exchanges, and for the rest why they cannot become interactions. */
export interface PactExport {
  readonly pacts: readonly Readonly<Record<string, unknown>>[];
  readonly refused: readonly string[];
}

export interface PactRecorder {
  /** @throws {RangeError} when 1,000 exchanges are tagged already */
  add(recorded: RecordedExchange, description: string | undefined, history: History, seed: string): void;
  export(consumer: string): PactExport;
  clear(): void;
  readonly size: number;
}

interface Kept {
  readonly recorded: RecordedExchange;
  readonly description: string | undefined;
  readonly steps: readonly HistoryStep[];
  readonly lost: string | undefined;
  readonly seed: string;
}

/** An exchange cannot become an interaction; the message says why. */
class Unfit extends Error {}

type State = ObservedCall['states'][number];

/** Headers of an earlier call that change its reply. */
const EFFECTIVE_HEADERS = /^(?:accept|content-type|.*-version)$/;

function callOf({ at, request, secretNames }: RecordedExchange): StateParameters {
  const { method, path, headers, body } = request;
  const effective = Object.entries(redactHeaders(headers, secretNames)).filter(([name]) =>
    EFFECTIVE_HEADERS.test(name),
  );
  return {
    at: at.toISOString(),
    method,
    path: redactPath(path, secretNames),
    headers: Object.fromEntries(effective),
    ...(body === '' ? {} : { body: redactBody(body, headers['content-type'] ?? '') }),
  };
}

/** The journal keeps only the text of a reply that was sent. This puts the text back in its place. */
const wholeReply = ({ reply, text }: RecordedExchange): Reply =>
  text === undefined || text === ''
    ? reply
    : { ...reply, headers: { 'content-type': 'application/json', ...reply.headers }, body: text };

function contentOf({ body }: Reply, text: string | undefined): unknown {
  try {
    return text === undefined ? body : JSON.parse(text);
  } catch {
    return text;
  }
}

/** Texts of a reply that a later call could contain: ids, cursors, tokens. */
function* textsOf(value: unknown): Iterable<string> {
  if (typeof value === 'string' && value.length >= 6) yield value;
  else if (typeof value === 'object' && value !== null)
    for (const inside of Object.values(value)) yield* textsOf(inside);
}

/** Whether later calls depend on a call: it writes, or a later call sends something from its reply. */
function isNeededLater({ request, reply, text }: RecordedExchange, later: string): boolean {
  if (!READING_METHODS.has(request.method)) return true;
  return [...textsOf(contentOf(reply, text))].some((text) => later.includes(encodeURIComponent(text)));
}

/** What led to an exchange, as provider states. Calls between two named states become one state. */
function statesBefore({ recorded, steps, seed }: Kept): readonly State[] {
  const states: State[] = [];
  let calls: StateParameters[] = [];
  const flush = (): void => {
    if (calls.length > 0)
      states.push({ name: EARLIER_CALLS, params: { seed, vendor: recorded.vendor, calls } });
    calls = [];
  };
  for (const [index, step] of steps.entries()) {
    if ('state' in step) {
      if (step.state === FIRST_RECORDS && step.params.vendor !== recorded.vendor) continue;
      flush();
      states.push({
        name: step.state,
        ...(Object.keys(step.params).length === 0 ? {} : { params: step.params }),
      });
    } else if (step.call.vendor === recorded.vendor) {
      const later = [...steps.slice(index + 1).flatMap((one) => ('call' in one ? [one.call] : [])), recorded]
        .map(({ request }) => `${request.path} ${request.body}`)
        .join(' ');
      if (isNeededLater(step.call, later)) calls.push(callOf(step.call));
    }
  }
  flush();
  return states;
}

const named = (fault: FaultState): State => ({
  name: Object.keys(FAULT_STATES).find((name) => FAULT_STATES[name] === fault) ?? fault,
});

/** The fault that an exchange met, as a provider state. @throws {Unfit} for a fault that no pact can express */
function faultStates({ source, failure, reply, background }: RecordedExchange): readonly State[] {
  const { cause, fault } = background;
  if (
    fault?.abort !== undefined ||
    fault?.truncate !== undefined ||
    fault?.stale === true ||
    reply.status === 0
  )
    throw new Unfit('its connection or its state was disturbed, which no pact can say');
  if (failure === 'rate_limited') return [named('rate limit')];
  if (cause?.kind === 'unauthenticated' && cause.reason !== 'missing') return [named(cause.reason)];
  if (source !== 'fault' || fault === undefined) return [];
  if (fault.status === 503) return [named('down')];
  return [
    {
      name: ANY_ERROR,
      params: fault.failure === undefined ? { status: fault.status } : { failure: fault.failure },
    },
  ];
}

/** Leaves out states about faults: the exchange itself says which fault it met. */
const withoutFaultStates = (states: readonly State[]): readonly State[] =>
  states.filter(({ name }) => FAULT_STATES[name] === undefined && name !== ANY_ERROR);

export function createPactRecorder(services: readonly Service[]): PactRecorder {
  const kept: Kept[] = [];

  const observed = (one: Kept): ObservedCall => {
    const { recorded, description, lost } = one;
    const { vendor, version, operation: id, request, reply, source, failure } = recorded;
    const contract = services
      .find((service) => service.vendor.name === vendor)
      ?.versions.get(version ?? '')?.contract;
    const operation = contract?.operations.find((known) => known.id === id);
    if (contract === undefined || operation === undefined)
      throw new Unfit('the contract has no such operation');
    if (source === 'refusal') throw new Unfit('vendouble refused it, not the vendor');
    if (recorded.drift.length > 0) throw new Unfit(`its reply breaks its contract: ${recorded.drift[0]}`);
    if (lost !== undefined) throw new Unfit(lost);
    if (documentedResponse(operation.responses, reply.status) === undefined)
      throw new Unfit(`the contract has no reply ${reply.status} of ${operation.id}`);
    const { cause } = recorded.background;
    const what = cause?.kind === 'domain' ? cause.code : failure;
    return {
      description:
        description ?? `${operation.id} is answered with ${reply.status}${what === null ? '' : ` (${what})`}`,
      states: [...withoutFaultStates(statesBefore(one)), ...faultStates(recorded)],
      operation,
      schemas: contract.schemas,
      secretNames: contract.secretNames,
      request,
      reply,
    };
  };

  /** Two calls with the same key were answered in the same way, and become one interaction. */
  const behaviourOf = (
    { recorded, description }: Kept,
    interaction: Readonly<Record<string, unknown>>,
  ): string => {
    const { vendor, version, operation, reply, background } = recorded;
    const { matchingRules } = interaction.response as { matchingRules?: { body?: object } };
    const { cause } = background;
    return JSON.stringify([
      vendor,
      version,
      operation,
      reply.status,
      description ?? null,
      cause?.kind === 'domain' ? cause.code : (cause ?? null),
      Object.keys(matchingRules?.body ?? {}),
    ]);
  };

  return {
    get size() {
      return kept.length;
    },
    add: (recorded, description, history, seed) => {
      if (kept.length >= MOST_TAGGED)
        throw new RangeError(`there are ${MOST_TAGGED} tagged exchanges already; export and clear them`);
      if (kept.some((one) => one.recorded.id === recorded.id && one.recorded.world === recorded.world))
        return;
      kept.push({
        recorded: { ...recorded, reply: wholeReply(recorded) },
        description,
        steps: history.before(recorded),
        lost: history.lost,
        seed,
      });
    },
    export: (consumer) => {
      const refused: string[] = [];
      const byVendor = new Map<string, Map<string, Readonly<Record<string, unknown>>>>();
      for (const one of kept) {
        const { recorded } = one;
        try {
          const interaction = toInteraction(observed(one));
          const own = byVendor.get(recorded.vendor) ?? new Map();
          byVendor.set(recorded.vendor, own);
          const behaviour = behaviourOf(one, interaction);
          if (!own.has(behaviour)) own.set(behaviour, interaction);
        } catch (cause) {
          if (!(cause instanceof Unfit)) throw cause;
          refused.push(
            `${recorded.id}, ${recorded.request.method} ${redactPath(recorded.request.path, recorded.secretNames)}: ${cause.message}`,
          );
        }
      }
      const pacts = [...byVendor].map(([vendor, own]) =>
        createPactDocument(consumer, vendor, withDistinctDescriptions([...own.values()])),
      );
      return { pacts, refused };
    },
    clear: () => {
      kept.length = 0;
    },
  };
}

/** Pact identifies interactions by their description, so a repeated one gets a number. */
function withDistinctDescriptions(
  interactions: readonly Readonly<Record<string, unknown>>[],
): readonly Readonly<Record<string, unknown>>[] {
  const seen = new Map<unknown, number>();
  return interactions.map((interaction) => {
    const { description } = interaction;
    const times = (seen.get(description) ?? 0) + 1;
    seen.set(description, times);
    return times === 1 ? interaction : { ...interaction, description: `${description}, ${times}` };
  });
}
