/** Every failure in the words of the vendor's own server: its own JSON, Express's pages, or Apollo's errors. */
import { type Failure, type FailureContext, noReply, type Reply } from '../../core/vendor.ts';
import { exits } from './auth.ts';
import { errorPage, noRoute } from './error-pages.ts';
import { wrongBasicToken } from './options.ts';
import { failedUser } from './users.ts';

const graphqlError = (status: number, message: string): Reply => ({
  status,
  body: { errors: [{ message, errors: null }] },
});

/** Misspelt by the vendor. */
const crash = (status: number, message: string): Reply => ({ status, body: { sucess: false, message } });

/** Apollo answers every credential that it cannot use, with a 500 (the vendor's own server). */
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
  return wrongBasicToken(options) === 'drop' && exits(authorization) ? noReply : TOKEN_REFUSED;
}

/** In the emulator's own name: the vendor would have had an answer. */
const notServed = (title: string, detail: string): Reply => ({
  status: 501,
  headers: { 'content-type': 'application/problem+json', 'x-vendouble-error': title },
  body: { type: 'about:blank', title, status: 501, detail },
});

type Domain = Extract<Failure, { kind: 'domain' }>;

function domain({ code, params }: Domain, { ids }: FailureContext): Reply {
  switch (code) {
    case 'not_processed':
      return { status: 200, body: failedUser(ids.uuid()) };
    case 'no_batch':
      return {
        status: 400,
        body: {
          success: false,
          message: 'Request body must specify property `batch` with an array of objects',
        },
      };
    case 'null_first':
      return crash(500, "Cannot set properties of undefined (setting 'success')");
    case 'not_modelled':
      return notServed(
        'NOT_MODELLED',
        `the vendor's GraphQL has ${params.field}, and this emulator does not; it serves productUsers and deleteProductUser`,
      );
    case 'query_size':
      return notServed(
        'QUERY_SIZE',
        'the query is nested deeper than 64 levels or has too many fields to compare; send a smaller one',
      );
    default:
      throw new Error(`there are no words for ${code}`);
  }
}

/** Express answers it on any path, for any origin. */
const preflight: Reply = {
  status: 204,
  headers: { 'access-control-allow-methods': 'GET,HEAD,PUT,PATCH,POST,DELETE' },
};

function injected(status: number, { operation }: FailureContext): Reply {
  const graphql = operation === 'queryGraphql';
  if (status === 401 && !graphql) return TOKEN_REFUSED;
  if (status < 500) return errorPage(status);
  const message = 'There was an error.';
  return graphql ? graphqlError(status, message) : crash(status, message);
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
    case 'domain':
      return domain(failure, context);
    case 'injected':
      return injected(failure.status, context);
    default: {
      const unknown: never = failure;
      return unknown;
    }
  }
}
