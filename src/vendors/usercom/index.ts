/** User.com (formerly UserEngage): the user resource of its public REST API, in both versions. */
import type { Handlers } from '../../core/handler.ts';
import type { Vendor } from '../../core/vendor.ts';
import { credentials } from './auth.ts';
import { collections, type UsercomState } from './collections.ts';
import type { operations as Operations1 } from './contract.v1.gen.ts';
import type { operations as Operations2 } from './contract.v2.gen.ts';
import { renderFailure } from './errors.ts';
import { findUsers } from './find-users.ts';
import { handlersOf } from './handlers.ts';
import { headers } from './headers.ts';
import { optionsSchema, readsMislabelledForms } from './options.ts';
import { selectVersion } from './version.ts';
import { version1, version2 } from './version-differences.ts';
import { webhooks } from './webhooks.ts';

const { searchUsersByCustomId } = findUsers(version1);

const handlers1 = { ...handlersOf(version1), searchUsersByCustomId } satisfies Handlers<
  Operations1,
  UsercomState
>;
const handlers2 = handlersOf(version2) satisfies Handlers<Operations2, UsercomState>;

export const usercom: Vendor = {
  name: 'usercom',
  title: 'User.com',
  versions: {
    v1: { spec: 'v1.yaml', handlers: handlers1 },
    v2: { spec: 'v2.yaml', handlers: handlers2 },
  },
  selectVersion,
  collections,
  options: optionsSchema,
  readsMislabelledForms,
  ...credentials,
  user: (fields, number) => ({
    operation: 'createUser',
    body: { user_id: `user${number}`, email: `user${number}@example.com`, ...fields },
  }),
  // The framework's order: credentials, rate limit, media type, parsing, validation.
  precedence: [
    'unauthenticated',
    'forbidden',
    'rate_limited',
    'unsupported_media_type',
    'body_too_large',
    'malformed_body',
    'invalid_request',
  ],
  // The vendor's documentation shows an XMLHttpRequest with credentials from a page. How preflights are answered is assumed.
  calledByPages: true,
  reports: 'all',
  routing: { trailingSlash: 'significant', caseSensitive: true },
  renderFailure,
  headers,
  webhooks,
};
