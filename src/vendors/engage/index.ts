/** Engage (engage.so): customers and accounts, their events, and lists. */
import type { Vendor } from '../../core/vendor.ts';
import { accounts } from './accounts.ts';
import { attributes } from './attributes.ts';
import { credentials } from './auth.ts';
import { collections } from './collections.ts';
import { renderFailure } from './errors.ts';
import { events } from './events.ts';
import { headers } from './headers.ts';
import { lists } from './lists.ts';
import { merging } from './merge.ts';
import { optionsSchema } from './options.ts';
import { removals } from './removals.ts';
import { subscribers } from './subscribers.ts';
import { users } from './users.ts';

export const engage: Vendor = {
  name: 'engage',
  title: 'Engage',
  versions: {
    v1: {
      spec: 'v1.yaml',
      handlers: {
        ...users,
        ...events,
        ...accounts,
        ...merging,
        ...removals,
        ...lists,
        ...subscribers,
        ...attributes,
      },
    },
  },
  collections,
  options: optionsSchema,
  ...credentials,
  user: (fields, number) => ({
    operation: 'createUser',
    body: { id: `user${number}`, email: `user${number}@example.com`, ...fields },
  }),
  // The real order is not documented. Credentials come before the body, so that a stranger learns nothing from it.
  precedence: [
    'rate_limited',
    'unauthenticated',
    'body_too_large',
    'unsupported_media_type',
    'malformed_body',
    'invalid_request',
  ],
  reports: 'first',
  routing: { trailingSlash: 'ignored', caseSensitive: true },
  renderFailure,
  headers,
  openToPages: true,
};
