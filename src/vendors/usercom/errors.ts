/** Every failure as Django REST Framework answers it: `{"detail": …}`, or `{"errors": …}` for fields, as recorded. */
import { type FailureTable, lookUpFailure } from '../../core/failure-table.ts';
import type { Failure, FailureContext, Reply } from '../../core/vendor.ts';
import { json } from './call.ts';
import { allowed } from './headers.ts';
import { jsonError } from './json-error.ts';
import { errorsOf } from './messages.ts';

const detail = (status: number, message: string): Reply => json(status, { detail: message });

/** The failures of the vendor's domain, with the bodies of their replies. */
const DOMAIN: FailureTable<object> = {
  invalid: [400, ({ errors }) => ({ errors })],
  not_found: [404, { detail: 'Not found.' }],
  invalid_cursor: [404, { detail: 'Invalid cursor' }],
  invalid_page: [404, { detail: 'Invalid page.' }],
  unknown_version: [406, { detail: 'Invalid version in "Accept" header.' }],
  not_acceptable: [406, { detail: 'Could not satisfy the request Accept header.' }],
};

/** Django's page for an unknown path. Its title is recorded. */
const page = (): Reply => ({
  status: 404,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<!doctype html>\n<html>\n<head>\n<meta charset="utf-8">\n<title>404 | UserEngage</title>\n</head>\n<body>\n<h2>404</h2>\n<p>This page does not exist</p>\n</body>\n</html>\n',
});

const INJECTED: Readonly<Record<number, string>> = {
  403: 'You do not have permission to perform this action.',
  404: 'Not found.',
  429: 'Request was throttled.',
};

function unauthenticated(
  { reason }: Extract<Failure, { kind: 'unauthenticated' }>,
  { request }: FailureContext,
): Reply {
  const parts = (request.headers.authorization ?? '').split(/\s+/).filter((part) => part !== '');
  const words =
    reason === 'missing'
      ? 'Authentication credentials were not provided.'
      : reason !== 'malformed'
        ? 'Invalid token.'
        : parts.length < 2
          ? 'Invalid token header. No credentials provided.'
          : 'Invalid token header. Token string should not contain spaces.';
  const reply = detail(401, words);
  return { ...reply, headers: { ...reply.headers, 'www-authenticate': 'Token' } };
}

function malformed(
  { reason, text }: Extract<Failure, { kind: 'malformed_body' }>,
  { request }: FailureContext,
): Reply {
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  if (isForm) return detail(400, 'Malformed request.');
  return detail(400, `JSON parse error - ${(text === '' ? undefined : jsonError(text)) ?? reason}`);
}

function rateLimited({ quota }: Extract<Failure, { kind: 'rate_limited' }>, { now }: FailureContext): Reply {
  const wait = Math.max(1, Math.ceil(quota.resetAt - now.getTime() / 1000));
  const reply = detail(
    429,
    `Request was throttled. Expected available in ${wait} second${wait === 1 ? '' : 's'}.`,
  );
  return { ...reply, headers: { ...reply.headers, 'retry-after': String(wait) } };
}

export function renderFailure(failure: Failure, context: FailureContext): Reply {
  switch (failure.kind) {
    case 'route_not_found':
      return page();
    case 'method_not_allowed': {
      const reply = detail(405, `Method "${failure.method}" not allowed.`);
      return { ...reply, headers: { ...reply.headers, allow: allowed(failure.allow) } };
    }
    case 'malformed_body':
      return malformed(failure, context);
    case 'body_too_large':
      return detail(413, 'Request body exceeded the limit.');
    case 'unsupported_media_type':
      return detail(415, `Unsupported media type "${failure.mediaType}" in request.`);
    case 'unauthenticated':
      return unauthenticated(failure, context);
    case 'forbidden':
      return detail(403, 'You do not have permission to perform this action.');
    case 'invalid_request':
      // Django accepts any text as an id, so a path that is not UTF-8 is not found.
      return failure.issues.some((issue) => issue.in === 'path')
        ? detail(404, 'Not found.')
        : json(400, { errors: errorsOf(failure.issues) });
    case 'domain': {
      const { status, content } = lookUpFailure(DOMAIN, failure);
      return json(status, content);
    }
    case 'rate_limited':
      return rateLimited(failure, context);
    case 'injected':
      return detail(failure.status, INJECTED[failure.status] ?? 'A server error occurred.');
    default: {
      const unknown: never = failure;
      return unknown;
    }
  }
}
