/** Every failure as the vendor's own server answers it: its JSON, Express's pages, or Apollo's errors. */
import { refusal, renderRefusal } from '../../core/emulator-error.ts';
import { type FailureTable, lookUpFailure } from '../../core/failure-table.ts';
import { type Failure, type FailureContext, noReply, type Reply } from '../../core/vendor.ts';
import { wouldExit } from './auth.ts';
import { errorPage, noRoute } from './error-pages.ts';
import { wrongBasicToken } from './options.ts';
import { failedUser } from './users.ts';

const graphqlError = (status: number, message: string): Reply => ({
  status,
  body: { errors: [{ message, errors: null }] },
});

/** `sucess` is the vendor's spelling. */
const crashed = (message: string): object => ({ sucess: false, message });

/** Apollo answers every unusable credential with a 500 (the vendor's own server). */
const noContext = (authorization: string): Reply =>
  graphqlError(
    500,
    /^(?:Basic|Bearer)/.test(authorization)
      ? 'Context creation failed: You are not authorized to perform this request.'
      : 'Context creation failed: Authentication not supported',
  );

const TOKEN_REFUSED: Reply = {
  status: 401,
  body: { success: false, error: 'No webhook found for this token' },
};

function unauthenticated({ request, operation, options }: FailureContext): Reply {
  const { authorization } = request.headers;
  if (operation === 'queryGraphql') return noContext(authorization ?? '');
  return wrongBasicToken(options) === 'drop' && wouldExit(authorization) ? noReply : TOKEN_REFUSED;
}

/** An error of the emulator itself: the vendor would have served the request. */
const notServed = (code: string, detail: string): Omit<Reply, 'status'> =>
  renderRefusal(refusal(code, 501, detail));

/** The failures of the vendor's domain. */
const domainOf = ({ ids }: FailureContext): FailureTable<Omit<Reply, 'status'>> => ({
  not_processed: [200, () => ({ body: failedUser(ids.uuid()) })],
  no_batch: [
    400,
    {
      body: {
        success: false,
        message: 'Request body must specify property `batch` with an array of objects',
      },
    },
  ],
  null_first: [500, { body: crashed("Cannot set properties of undefined (setting 'success')") }],
  not_modelled: [
    501,
    ({ field }) =>
      notServed(
        'NOT_MODELLED',
        `the vendor's GraphQL has ${field}, and this emulator does not; it serves productUsers and deleteProductUser`,
      ),
  ],
  query_size: [
    501,
    notServed(
      'QUERY_SIZE',
      'the query is nested deeper than 64 levels or has too many fields to compare; send a smaller one',
    ),
  ],
});

/** Express answers a preflight request on any path, for any origin. */
const preflight: Reply = {
  status: 204,
  headers: { 'access-control-allow-methods': 'GET,HEAD,PUT,PATCH,POST,DELETE' },
};

function injected(status: number, { operation }: FailureContext): Reply {
  const graphql = operation === 'queryGraphql';
  if (status === 401 && !graphql) return TOKEN_REFUSED;
  if (status < 500) return errorPage(status);
  const message = 'There was an error.';
  return graphql ? graphqlError(status, message) : { status, body: crashed(message) };
}

export function renderFailure(failure: Failure, context: FailureContext): Reply {
  switch (failure.kind) {
    case 'route_not_found':
    case 'method_not_allowed':
      return failure.method === 'OPTIONS' ? preflight : noRoute(failure.method, failure.path || '/');
    case 'malformed_body':
    case 'invalid_request':
      return errorPage(400);
    case 'body_too_large':
      return errorPage(413);
    case 'unsupported_media_type':
      return errorPage(415);
    case 'unauthenticated':
      return unauthenticated(context);
    case 'forbidden':
      return errorPage(403);
    case 'rate_limited':
      return errorPage(429);
    case 'domain': {
      const { status, content } = lookUpFailure(domainOf(context), failure);
      return { ...content, status };
    }
    case 'injected':
      return injected(failure.status, context);
    default: {
      const unknown: never = failure;
      return unknown;
    }
  }
}
