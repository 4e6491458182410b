/** Messages for failures, with their usual statuses. */
import type { Failure, Issue } from '../../core/vendor.ts';

/** A failure as a reply describes it. */
export interface FailureMessage {
  /** The name in `x-vendouble-errors`. */
  readonly name: string;
  /** Usual statuses, the best first. */
  readonly statuses: readonly number[];
  readonly words: string;
  /** Whether the message is about this request, so that an example of the contract would be wrong. */
  readonly particular: boolean;
}

const messageOf = (
  name: string,
  statuses: readonly number[],
  words: string,
  particular = false,
): FailureMessage => ({
  name,
  statuses,
  words,
  particular,
});

/** Most allowed values that a message lists. */
const MOST_VALUES = 10;

/** What the message of a keyword leaves out: the name that is not allowed, or the values that are. */
function detailOf({ keyword, params }: Issue): string {
  const { additionalProperty, unevaluatedProperty, allowedValues } = params;
  const name = additionalProperty ?? unevaluatedProperty;
  if (typeof name === 'string') return `: ${name}`;
  if (keyword !== 'enum' || !Array.isArray(allowedValues)) return '';
  const more = allowedValues.length > MOST_VALUES ? ', …' : '';
  return `: ${allowedValues.slice(0, MOST_VALUES).map(String).join(', ')}${more}`;
}

const issueWords = (issue: Issue): string =>
  `${issue.in}${issue.pointer} ${issue.message}`.trim() + detailOf(issue);

function domain(code: string, params: Readonly<Record<string, unknown>>): FailureMessage {
  switch (code) {
    case 'missing':
      return messageOf('missing', [404, 410], `there is no such record among ${params.resource}`);
    case 'duplicate':
      return messageOf(
        'duplicate',
        [409],
        `a record with the same identifier or name is among ${params.resource} already`,
      );
    case 'cursor':
      return messageOf(
        'invalid_request',
        [422, 400],
        `the query parameter ${params.parameter} names no place in the list`,
        true,
      );
    case 'unsupported':
      return messageOf(
        'unsupported',
        [501],
        'the body is not an object, and only whole objects and their properties are kept',
      );
    default:
      throw new Error(`there are no words for ${code}`);
  }
}

/** The message and usual statuses of a failure. */
export function failureMessage(failure: Failure): FailureMessage {
  switch (failure.kind) {
    case 'route_not_found':
      return messageOf('route_not_found', [404], `the document describes no path ${failure.path}`);
    case 'method_not_allowed':
      return messageOf('method_not_allowed', [405], `${failure.path} takes ${failure.allow.join(', ')}`);
    case 'malformed_body':
      return messageOf('malformed_body', [400, 422], `the body is not well-formed: ${failure.reason}`, true);
    case 'body_too_large':
      return messageOf('body_too_large', [413, 400], `the body is larger than ${failure.limit} bytes`);
    case 'unsupported_media_type':
      return messageOf(
        'unsupported_media_type',
        [415, 400, 422],
        `the body cannot be ${failure.mediaType || 'of an unknown type'}`,
        true,
      );
    case 'unauthenticated':
      return messageOf(
        'unauthenticated',
        failure.reason === 'insufficient' ? [401, 403] : [401],
        failure.reason === 'missing' ? 'no credential was sent' : 'the credential does not open this',
      );
    case 'forbidden':
      return messageOf('forbidden', [403], failure.reason);
    case 'invalid_request':
      return messageOf('invalid_request', [422, 400], failure.issues.map(issueWords).join('; '), true);
    case 'rate_limited':
      return messageOf('rate_limited', [429], 'too many requests; try again later');
    case 'injected':
      return messageOf('injected', [failure.status], 'a fault was asked for');
    case 'domain':
      return domain(failure.code, failure.params);
    default: {
      const unknown: never = failure;
      return unknown;
    }
  }
}
