/** Puts an exchange with the real vendor into the journal of a world, without its secrets. */
import { weakest } from '../contract/document/evidence.ts';
import type { Failure, Issue, Reply } from '../core/vendor.ts';
import { joinHeaders, type ReceivedExchange } from '../recordings/received-exchange.ts';
import type { ScrubbedExchange } from '../recordings/recorded-exchange.ts';
import { type ScrubRules, scrubValue } from '../recordings/scrub-rules.ts';
import type { Verdict } from '../recordings/validate-received.ts';
import type { World } from '../worlds/world.ts';

/** Without the values that broke the rules. */
function scrubFailure(failure: Failure, rules: ScrubRules): Failure {
  const clean = (text: string): string => scrubValue('', text, rules);
  switch (failure.kind) {
    case 'invalid_request':
      return {
        ...failure,
        issues: failure.issues.map(
          (issue): Issue => ({ ...issue, value: undefined, message: clean(issue.message) }),
        ),
      };
    case 'malformed_body':
      return { ...failure, reason: clean(failure.reason), text: '' };
    case 'route_not_found':
    case 'method_not_allowed':
      return { ...failure, path: clean(failure.path) };
    default:
      return failure;
  }
}

const described = (body: string | undefined, size: number): string =>
  body ?? (size === 0 ? '' : `(${size} bytes)`);

const replyOf = ({ exchange: { reply }, replyBody }: ScrubbedExchange): Reply => {
  const headers = joinHeaders(reply.headers);
  const body = described(replyBody, reply.size);
  return body === ''
    ? { status: reply.status, headers }
    : { status: reply.status, headers: { 'content-type': 'text/plain', ...headers }, body };
};

/** @param id that the exchange was given when it began */
export function journalExchange(
  world: World,
  id: string,
  { at, milliseconds }: ReceivedExchange,
  scrubbed: ScrubbedExchange,
  { operation, failures, rules }: Verdict & { readonly rules: ScrubRules },
): void {
  const { exchange, requestBody } = scrubbed;
  const { request, reply, vendor, version, verdict } = exchange;
  const clean = failures.map((failure) => scrubFailure(failure, rules));
  world.journal.add({
    id,
    world: world.id,
    at,
    vendor,
    version,
    operation: exchange.operation,
    secretNames: rules.secretNames,
    request: {
      method: request.method,
      path: request.target,
      headers: joinHeaders(request.headers),
      body: described(requestBody, request.size),
    },
    reply: replyOf(scrubbed),
    source: 'upstream',
    failure: clean[0]?.kind ?? null,
    issues: clean.flatMap((failure) => (failure.kind === 'invalid_request' ? failure.issues : [])),
    drift: [...verdict.reply, ...verdict.problems],
    evidence: (operation && weakest(operation, reply.status)?.grade) ?? null,
    milliseconds: Math.round(milliseconds * 1000) / 1000,
    background: {
      cause: clean[0],
      fault: undefined,
      collectionsRead: [],
      lookups: [],
      unmatched: exchange.operation === null,
      weak: false,
    },
  });
}
