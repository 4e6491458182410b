/** Every failure in Engage's format, `{"error": "text"}` (API introduction, "Errors"). Clients hide values that are not strings. */
import { type FailureTable, lookUpFailure } from '../../core/failure-table.ts';
import type { Failure, Reply } from '../../core/vendor.ts';
import { describe } from './messages.ts';

/** The failures of Engage's domain. The contract says which of them are known and which are assumed. */
const DOMAIN: FailureTable<string> = {
  user_not_found: [404, 'User not found.'],
  list_not_found: [404, 'List not found.'],
  not_in_account: [404, 'The user is not in this account.'],
  not_on_list: [404, 'The user is not on this list.'],
  token_not_found: [404, 'The user has no such device token.'],
  attribute_not_found: [404, 'The user has no such attribute.'],
  user_exists: [400, ({ uid }) => `A user with the id ${uid} exists already.`],
  unknown_list: [400, ({ list }) => `There is no list ${list}.`],
  unknown_account: [400, ({ account }) => `There is no account ${account}.`],
  list_archived: [400, 'The list is archived and takes no new subscribers.'],
  contact_missing: [400, 'email or number is required.'],
  two_cursors: [400, 'Only one of next_cursor and previous_cursor can be used.'],
  invalid_date: [400, ({ field }) => `${field} is not a valid date.`],
  email_needs_secret: [401, 'The email can only be sent with the API secret together with the API key.'],
};

const error = (status: number, message: string): Reply => ({ status, body: { error: message } });

/** The reply to a browser's CORS preflight request, which Engage's browser client needs. */
const preflight = (allow: readonly string[]): Reply => ({
  status: 204,
  headers: {
    'access-control-allow-methods': allow.join(', '),
    'access-control-allow-headers': 'Authorization, Content-Type',
  },
});

export function renderFailure(failure: Failure): Reply {
  switch (failure.kind) {
    case 'route_not_found':
      return error(404, 'Not found.');
    case 'method_not_allowed':
      if (failure.method === 'OPTIONS') return preflight(failure.allow);
      return {
        ...error(405, `${failure.method} is not allowed here.`),
        headers: { allow: failure.allow.join(', ') },
      };
    case 'malformed_body':
      return error(400, 'The body is not valid JSON.');
    case 'body_too_large':
      return error(413, 'The body is too large.');
    case 'unsupported_media_type':
      return error(415, 'The body should be JSON, with the content type application/json.');
    case 'unauthenticated':
      return error(
        401,
        failure.reason === 'insufficient'
          ? 'This needs the API secret together with the API key.'
          : 'Wrong authentication credentials.',
      );
    case 'forbidden':
      return error(403, 'This is not allowed.');
    case 'invalid_request': {
      const [issue] = failure.issues;
      return error(400, issue === undefined ? 'The request is not valid.' : describe(issue));
    }
    case 'domain': {
      const { status, content } = lookUpFailure(DOMAIN, failure);
      return error(status, content);
    }
    case 'rate_limited':
      return error(429, 'Too many requests. Try again later.');
    case 'injected':
      return error(failure.status, 'There was an error.');
    default: {
      const unknown: never = failure;
      return unknown;
    }
  }
}
