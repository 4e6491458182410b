/** Why a call was refused: a sentence for each kind of failure, and the likely cause. */

import type { Contract, Operation } from '../contract/contract.ts';
import {
  type OperationSuggestions,
  operationAt,
  type SpellingSuggestion,
  suggestOperations,
} from '../contract/suggest-operations.ts';
import type { Fault } from '../core/fault.ts';
import { cutsReply } from '../core/fault-types.ts';
import { isFormText } from '../core/form-text.ts';
import { splitTarget } from '../core/url-parts.ts';
import type { Failure, Issue } from '../core/vendor.ts';
import type { Exchange, ExchangeBackground } from '../journal/exchange.ts';
import { redactMembers, redactText } from '../journal/redact.ts';
import { describeCredential } from './describe-credential.ts';
import { describeIssue, mainIssue } from './describe-issue.ts';

export type LikelyCause = 'request' | 'contract' | 'credential' | 'state' | 'fault' | 'emulator';

/** The reason for a reply. */
export interface Reason {
  readonly sentence: string;
  readonly likelyCause: LikelyCause | null;
  readonly issue?: Issue | undefined;
  readonly suggestion?: SpellingSuggestion | undefined;
  readonly nearest?: readonly OperationSuggestions[] | undefined;
}

/** The facts about a call that reached its vendor. */
export interface RefusedCase {
  readonly exchange: Exchange;
  readonly background: ExchangeBackground;
  readonly contract: Contract;
  readonly operation: Operation | undefined;
  /** Number of accounts in the configuration. */
  readonly declared: number;
}

const LONGEST_BODY = 200;

/** The reply of the vendor, cut to fit into a line. */
const bodyOf = ({ reply }: Exchange): string => {
  const words = reply.body ?? '';
  return words.length > LONGEST_BODY ? `${words.slice(0, LONGEST_BODY)}…` : words;
};

const pathOf = ({ request }: Exchange): string => splitTarget(request.path).path;

const namesIn = ({ request }: Exchange): readonly string[] => [
  ...new URLSearchParams(splitTarget(request.path).query).keys(),
];

const inWords = ({ operation, method, path }: OperationSuggestions): string =>
  `${operation}, ${method} ${path}`;

function unmatched({ exchange, contract }: RefusedCase): Reason {
  const nearest = suggestOperations(contract, exchange.request.method, pathOf(exchange));
  const [first] = nearest;
  const sentence =
    first === undefined
      ? 'no operation has this path'
      : first.likely
        ? `no operation has this path: ${first.difference} (${inWords(first)})`
        : `no operation has this path; the nearest are ${nearest.map(inWords).join('; ')}`;
  return {
    sentence,
    likelyCause: 'request',
    nearest,
    suggestion: first?.likely ? first.suggestion : undefined,
  };
}

function wrongVerb({ exchange, contract }: RefusedCase, allow: readonly string[]): Reason {
  const { method } = exchange.request;
  const path = pathOf(exchange);
  const nearest = allow.flatMap((verb): OperationSuggestions[] => {
    const operation = operationAt(contract, verb, path);
    if (operation === undefined) return [];
    const difference = `the verb should be ${verb}, not ${method}`;
    return [
      {
        operation: operation.id,
        method: verb,
        path: operation.template,
        difference,
        suggestion: undefined,
        likely: true,
      },
    ];
  });
  return {
    sentence: `${method} is not a method of this path; it takes ${nearest.map((one) => `${one.method} (${one.operation})`).join(', ') || allow.join(', ')}`,
    likelyCause: 'request',
    nearest,
  };
}

function invalid({ exchange, contract }: RefusedCase): Reason {
  const { issues } = exchange;
  const issue = mainIssue(issues);
  if (issue === undefined)
    return { sentence: `the request is not valid: ${bodyOf(exchange)}`, likelyCause: 'request' };
  const { sentence, suggestion } = describeIssue(issue, contract, namesIn(exchange));
  return { sentence, likelyCause: 'request', issue, suggestion };
}

const types = (operation: Operation | undefined): string =>
  (operation?.body?.content ?? []).map(({ mediaType }) => mediaType).join(' or ') || 'another type';

/** The broken rule of the vendor's domain, with its parameters. */
const ruleOf = ({ code, params }: Extract<Failure, { kind: 'domain' }>): string => {
  const members = Object.entries(redactMembers(params)).map(
    ([name, value]) => `${name} ${JSON.stringify(value)}`,
  );
  return `"${code}"${members.length === 0 ? '' : ` (${members.join(', ')})`}`;
};

/** Names of the fields in the query and body of a call. */
function fieldsOf(exchange: Exchange): readonly string[] {
  try {
    return [...namesIn(exchange), ...Object.keys(JSON.parse(exchange.request.body ?? '{}') ?? {})];
  } catch {
    return namesIn(exchange);
  }
}

/**
 * The reason for a refusal by a rule of the vendor's own. The likely cause is the request when no record was read before, or
 * when the rule names a field of the call; otherwise it is the state.
 */
function ownRule(
  exchange: Exchange,
  { collectionsRead }: ExchangeBackground,
  what: string,
  params: Readonly<Record<string, unknown>> = {},
): Reason {
  const { status } = exchange.reply;
  const fields = fieldsOf(exchange);
  const aboutField = Object.values(params).some(
    (value) => typeof value === 'string' && fields.includes(value),
  );
  const likelyCause =
    status === 401 || status === 403
      ? 'credential'
      : collectionsRead.length === 0 || aboutField
        ? 'request'
        : 'state';
  const where = likelyCause === 'state' ? `, after looking at ${collectionsRead.join(' and ')}` : '';
  return { sentence: `${what}${where}: ${bodyOf(exchange)}`, likelyCause };
}

/** What a fault does, without the calls it applies to. */
const effectOf = ({
  id: _id,
  vendor: _v,
  operation: _o,
  method: _m,
  path: _p,
  match: _w,
  ...effect
}: Fault): string => JSON.stringify(effect);

const byFault = (fault: Fault): Reason => ({
  sentence: `the fault ${fault.id} was applied: ${effectOf(fault)}`,
  likelyCause: 'fault',
});

export function reasonFor(facts: RefusedCase): Reason {
  const { exchange, background, contract, operation } = facts;
  const { cause, fault } = background;
  if (fault !== undefined && (exchange.source === 'fault' || cutsReply(fault))) return byFault(fault);
  if (exchange.source === 'refusal') return isOurFailure(exchange, fault);
  if (cause === undefined) return handled(facts);
  return failed(cause);

  function failed(failure: Failure): Reason {
    switch (failure.kind) {
      case 'route_not_found':
        return unmatched(facts);
      case 'method_not_allowed':
        return wrongVerb(facts, failure.allow);
      case 'malformed_body':
        return {
          sentence: isFormText(exchange.request.body ?? '')
            ? 'the body is a form, its label says JSON; send it as application/x-www-form-urlencoded'
            : `the body is malformed: ${redactText(failure.reason)}`,
          likelyCause: 'request',
        };
      case 'body_too_large':
        return {
          sentence: `the body is larger than the ${failure.limit} bytes that are taken`,
          likelyCause: 'request',
        };
      case 'unsupported_media_type':
        return {
          sentence: `the content type must be ${types(operation)}, and ${failure.mediaType === '' ? 'none was sent' : `it is ${failure.mediaType}`}`,
          likelyCause: 'request',
        };
      case 'unauthenticated':
        return {
          sentence: describeCredential(
            failure,
            contract,
            operation,
            exchange.request.headers,
            facts.declared,
          ),
          likelyCause: 'credential',
        };
      case 'forbidden':
        return { sentence: `the credential does not allow it: ${failure.reason}`, likelyCause: 'credential' };
      case 'invalid_request':
        return invalid(facts);
      case 'domain':
        return ownRule(
          exchange,
          background,
          `refused by the vendor’s rule ${ruleOf(failure)}`,
          failure.params,
        );
      case 'rate_limited': {
        const { limit, window, resetAt } = failure.quota;
        const opens = new Date(resetAt * 1000).toISOString();
        return {
          sentence: `the rate limit of ${limit} requests in ${window} seconds is used up; the next window opens at ${opens} by the world’s clock`,
          likelyCause: 'state',
        };
      }
      case 'injected':
        return { sentence: 'a fault was asked for', likelyCause: 'fault' };
      default: {
        const unknown: never = failure;
        return unknown;
      }
    }
  }
}

/** The reason for a reply of a handler: a refusal, or a success that may have ignored something. */
function handled({ exchange, background, operation }: RefusedCase): Reason {
  const { status, headers } = exchange.reply;
  if (status === 0)
    return {
      sentence: 'the connection was closed without an answer, as the vendor does',
      likelyCause: 'request',
    };
  if (status >= 400 && exchange.source === 'modelled')
    return ownRule(exchange, background, 'the vendor’s model refused it');
  const notice = headers['x-vendouble-notice'];
  const but = notice === undefined ? '' : `, but ${notice}`;
  const known = operation?.parameters.filter((one) => one.in === 'query').map(({ name }) => name) ?? [];
  const isAboutQuery = notice?.includes('the query parameter ') === true;
  const options = known.length > 0 && isAboutQuery ? `; there are ${known.join(', ')}` : '';
  return { sentence: `nothing was refused${but}${options}`, likelyCause: null };
}

const CONTRACT_FAULTS = new Set(['GENERATION', 'RESPONSE_INVALID']);
const OWN_FAULTS = new Set(['INTERNAL', 'VALIDATOR']);

/** The reason for a refusal by the emulator itself, whose reply says what happened and what to do. */
export function isOurFailure(exchange: Exchange, fault: Fault | undefined): Reason {
  const { code, detail } = problemOf(exchange);
  const likelyCause =
    fault !== undefined
      ? 'fault'
      : CONTRACT_FAULTS.has(code)
        ? 'contract'
        : OWN_FAULTS.has(code)
          ? 'emulator'
          : 'request';
  const asked = fault === undefined ? '' : ` (the fault ${fault.id} asked for it)`;
  return { sentence: `${detail}${asked}`, likelyCause };
}

function problemOf({ reply }: Exchange): { readonly code: string; readonly detail: string } {
  const { title, detail } = JSON.parse(reply.body ?? '{}') as Readonly<Record<string, unknown>>;
  return { code: String(title ?? ''), detail: String(detail ?? 'the emulator refused it') };
}
