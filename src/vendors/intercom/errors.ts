/** Every failure as an `error.list`. Official clients recognise an error by this `type`, not by its status. */
import { type DomainFailure, type FailureTable, lookUpFailure } from '../../core/failure-table.ts';
import type { Failure, FailureContext, Reply } from '../../core/vendor.ts';
import { requestId } from './headers.ts';
import { describe, type Words } from './messages.ts';

/** The failures of Intercom's domain. The contract says which of them are known and which are assumed. */
const DOMAIN: FailureTable<readonly [code: string, message: string]> = {
  not_acceptable: [
    406,
    ['media_type_not_acceptable', 'The Accept header should send a media type of application/json'],
  ],
  version_invalid: [
    400,
    ['intercom_version_invalid', 'Requested resource is not available in current API version'],
  ],
  user_not_named: [400, ['missing_parameter', 'User email, user_id or anonymous_id must be supplied']],
  email_invalid: [400, ['invalid', 'email invalid']],
  user_exists: [400, ['unique_user_constraint', 'User already exists.']],
  user_not_found: [404, ['not_found', 'User Not Found']],
  several_users: [
    409,
    ({ email }) => [
      'conflict',
      `Multiple existing users match this email address ${email} - must be more specific using user_id`,
    ],
  ],
  too_many_attributes: [400, ['custom_data_limit_reached', 'custom_attributes can have at most 250 fields']],
  company_not_specified: [400, ['parameter_not_found', 'company not specified']],
  company_not_found: [404, ['not_found', 'Company Not Found']],
  tag_not_found: [404, ['not_found', 'Tag Not Found']],
  segment_not_found: [404, ['not_found', 'Segment Not Found']],
  tag_and_segment: [400, ['parameter_invalid', 'tag_id and segment_id cannot be combined']],
  tag_taken: [400, ['parameter_invalid', 'another tag has this name']],
  users_and_companies: [400, ['parameter_invalid', 'users and companies cannot be mixed']],
  scroll_open: [400, ['scroll_exists', 'scroll already exists for this workspace']],
  scroll_gone: [404, ['not_found', 'scroll parameter not found']],
  job_not_found: [404, ['not_found', 'Resource Not Found']],
  job_to_append_to_not_found: [500, ({ id }) => ['server_error', `job ${id} not found`]],
  job_closed: [400, ({ id }) => ['job_closed', `job ${id} is closed for new task updates`]],
  subscription_not_found: [404, ['not_found', 'Resource Not Found']],
  too_many_subscriptions: [400, ['parameter_invalid', 'a maximum of 250 subscriptions can be created']],
  lead_not_found: [404, ['not_found', 'Contact Not Found']],
  visitor_not_found: [404, ['not_found', 'Visitor Not Found']],
  not_modelled: [400, ({ what }) => ['unsupported', `${what} is not modelled here`]],
  page_limit: [400, ['bad_request', 'page limit reached, please use scroll API']],
};

/** Errors for a status that a fault injects. */
const INJECTED: Readonly<Record<number, Words>> = {
  401: { code: 'token_not_found', message: 'Unauthorized' },
  403: { code: 'api_plan_restricted', message: 'Active subscription needed.' },
  404: { code: 'not_found', message: 'Resource Not Found' },
  429: { code: 'rate_limit_exceeded', message: 'Exceeded rate limit of 83 in 10_seconds' },
  503: {
    code: 'service_unavailable',
    message: 'Sorry, the API service is temporarily unavailable',
  },
};

/** One of the vendor's own errors, for a reply or for the error feed of a job. */
export function wordsOf(
  failure: Pick<DomainFailure, 'code' | 'params'>,
): Words & { readonly status: number } {
  const { status, content } = lookUpFailure(DOMAIN, failure);
  const [code, message] = content;
  return { status, code, message };
}

/** The one error without a `request_id` (recorded). */
const notAcceptable = (words: Words): Reply => ({
  status: 406,
  body: { errors: [{ code: words.code, message: words.message }], type: 'error.list' },
});

export function renderFailure(failure: Failure, { ids }: FailureContext): Reply {
  const error = (status: number, code: string, message: string): Reply => {
    const id = requestId(ids);
    return {
      status,
      headers: { 'x-request-id': id },
      body: { type: 'error.list', request_id: id, errors: [{ code, message }] },
    };
  };
  switch (failure.kind) {
    case 'route_not_found':
      return error(404, 'not_found', 'Resource Not Found');
    case 'method_not_allowed':
      return error(405, 'client_error', 'Method Not Allowed');
    case 'malformed_body':
      return error(400, 'parameter_invalid', 'The body is not valid JSON');
    case 'body_too_large':
      return error(413, 'client_error', 'The body is too large');
    case 'unsupported_media_type':
      return error(415, 'unsupported', 'The Content-Type should be application/json');
    case 'unauthenticated':
      if (failure.reason === 'missing') return error(401, 'missing_authorization', 'Unauthorized');
      if (failure.reason === 'insufficient')
        return error(401, 'token_unauthorized', 'Not authorized to access resource');
      return error(401, 'token_not_found', 'Unauthorized');
    case 'forbidden':
      return error(403, 'action_forbidden', 'Not authorized to access resource');
    case 'invalid_request': {
      const { code, message } = describe(failure.issues);
      return error(400, code, message);
    }
    case 'domain': {
      const words = wordsOf(failure);
      return words.status === 406 ? notAcceptable(words) : error(words.status, words.code, words.message);
    }
    case 'rate_limited': {
      const { limit, window } = failure.quota;
      return error(429, 'rate_limit_exceeded', `Exceeded rate limit of ${limit} in ${window}_seconds`);
    }
    case 'injected': {
      if (failure.status === 406) return notAcceptable(wordsOf({ code: 'not_acceptable', params: {} }));
      const { code, message } = INJECTED[failure.status] ?? {
        code: failure.status < 500 ? 'client_error' : 'server_error',
        message: 'Server error',
      };
      return error(failure.status, code, message);
    }
    default: {
      const unknown: never = failure;
      return unknown;
    }
  }
}
