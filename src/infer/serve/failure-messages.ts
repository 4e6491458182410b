/** Failures in words, with the statuses that usually say them. */
import type { Failure, Issue } from '../../core/vendor.ts';

/** A failure as it is answered. */
export interface FailureMessage {
  /** As `x-vendouble-errors` calls it. */
  readonly name: string;
  /** That say this, the fittest first. */
  readonly statuses: readonly number[];
  readonly words: string;
  /** Whether an example of the contract would say something about another request. */
  readonly particular: boolean;
}

const told = (
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

const issueWords = ({ in: where, pointer, message }: Issue): string => `${where}${pointer} ${message}`.trim();

function domain(code: string, params: Readonly<Record<string, unknown>>): FailureMessage {
  switch (code) {
    case 'missing':
      return told('missing', [404, 410], `there is no such record among ${params.resource}`);
    case 'duplicate':
      return told(
        'duplicate',
        [409],
        `a record with the same identifier or name is among ${params.resource} already`,
      );
    case 'cursor':
      return told(
        'invalid_request',
        [422, 400],
        `the query parameter ${params.parameter} names no place in the list`,
        true,
      );
    case 'unsupported':
      return told(
        'unsupported',
        [501],
        'the body is no object, and only whole objects and their properties are kept',
      );
    default:
      throw new Error(`there are no words for ${code}`);
  }
}

export function failureMessage(failure: Failure): FailureMessage {
  switch (failure.kind) {
    case 'route_not_found':
      return told('route_not_found', [404], `the document describes no path ${failure.path}`);
    case 'method_not_allowed':
      return told('method_not_allowed', [405], `${failure.path} takes ${failure.allow.join(', ')}`);
    case 'malformed_body':
      return told('malformed_body', [400, 422], `the body is not well-formed: ${failure.reason}`, true);
    case 'body_too_large':
      return told('body_too_large', [413, 400], `the body is larger than ${failure.limit} bytes`);
    case 'unsupported_media_type':
      return told(
        'unsupported_media_type',
        [415, 400, 422],
        `the body cannot be ${failure.mediaType || 'of an unknown type'}`,
        true,
      );
    case 'unauthenticated':
      return told(
        'unauthenticated',
        failure.reason === 'insufficient' ? [401, 403] : [401],
        failure.reason === 'missing' ? 'no credential was sent' : 'the credential does not open this',
      );
    case 'forbidden':
      return told('forbidden', [403], failure.reason);
    case 'invalid_request':
      return told('invalid_request', [422, 400], failure.issues.map(issueWords).join('; '), true);
    case 'rate_limited':
      return told('rate_limited', [429], 'too many requests; try again later');
    case 'injected':
      return told('injected', [failure.status], 'a fault was asked for');
    case 'domain':
      return domain(failure.code, failure.params);
    default: {
      const unknown: never = failure;
      return unknown;
    }
  }
}
