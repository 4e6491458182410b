/** The control plane: described by `specs/admin.yaml` and served like a vendor. */
import type { Contract } from '../contract/contract.ts';
import { refusal, renderRefusal } from '../core/emulator-error.ts';
import { DEFAULT_ACCOUNT, type Failure, type Reply, type Vendor } from '../core/vendor.ts';
import { describeRequest } from './describe-request.ts';
import { createAdminHandlers } from './handlers.ts';
import type { AdminParts } from './status-handlers.ts';

/** First segment of the control plane's URLs. */
export const ADMIN = '__admin';

const problem = (code: string, status: number, detail: string): Reply =>
  renderRefusal(refusal(code, status, detail));

function renderFailure(failure: Failure, contract: Contract): Reply {
  switch (failure.kind) {
    case 'route_not_found':
      return problem(
        'NO_ROUTE',
        404,
        `the control plane has no ${failure.path}; /__admin/openapi.json describes what it has`,
      );
    case 'method_not_allowed':
      return problem('NO_METHOD', 405, `${failure.path} takes ${failure.allow.join(', ')}`);
    case 'invalid_request':
      return problem('INVALID', 400, describeRequest(failure.issues, contract));
    case 'malformed_body':
      return problem('MALFORMED', 400, `the body is not JSON: ${failure.reason}`);
    case 'body_too_large':
      return problem('TOO_LARGE', 413, `the body is larger than ${failure.limit} bytes`);
    case 'unsupported_media_type':
      return problem('MEDIA_TYPE', 415, 'the control plane takes application/json only');
    case 'domain':
      return problem('CONTROL', Number(failure.params.status), String(failure.params.detail));
    case 'unauthenticated':
      return problem(
        'TOKEN',
        401,
        'the control plane needs its token beyond the loopback interface: Authorization: Bearer …',
      );
    case 'forbidden':
      return problem('FORBIDDEN', 403, failure.reason);
    case 'rate_limited':
      return problem('RATE', 429, 'too many calls');
    case 'injected':
      return problem('INJECTED', failure.status, 'a fault was asked for');
    default: {
      const unknown: never = failure;
      return unknown;
    }
  }
}

/** The control plane in the form of a vendor. */
/** @param contract a function, because a vendor is made before its contract is read */
export const createAdmin = (parts: AdminParts, contract: () => Contract): Vendor => ({
  name: ADMIN,
  title: 'Control plane',
  versions: {
    v1: {
      spec: '../admin.yaml',
      handlers: createAdminHandlers(parts),
    },
  },
  collections: {},
  account: { type: 'object' },
  identify: () => ({ caller: { account: DEFAULT_ACCOUNT, schemes: [] } }),
  keyOf: () => undefined,
  issue: () => ({ account: {}, key: '', headers: {} }),
  precedence: ['body_too_large', 'unsupported_media_type', 'malformed_body', 'invalid_request'],
  reports: 'all',
  routing: { trailingSlash: 'significant', caseSensitive: true },
  renderFailure: (failure) => renderFailure(failure, contract()),
});
