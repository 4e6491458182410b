/** Sequence (sequence.so): users, events, and the GraphQL that reads users back. */
import type { Vendor } from '../../core/vendor.ts';
import { credentials } from './auth.ts';
import { batch } from './batch.ts';
import { collections } from './collections.ts';
import { renderFailure } from './errors.ts';
import { graphql } from './graphql.ts';
import { headers } from './headers.ts';
import { root } from './home.ts';
import { optionsSchema } from './options.ts';
import { users } from './users.ts';

export const sequence: Vendor = {
  name: 'sequence',
  title: 'Sequence',
  versions: { v1: { spec: 'v1.yaml', handlers: { ...root, ...users, ...batch, ...graphql } } },
  collections,
  options: optionsSchema,
  ...credentials,
  user: (fields, number) => ({
    operation: 'createUser',
    body: { externalId: `user${number}`, email: `user${number}@example.com`, ...fields },
  }),
  // Express parses the body first; a rate limiter would come before it.
  precedence: [
    'rate_limited',
    'body_too_large',
    'unsupported_media_type',
    'malformed_body',
    'invalid_request',
    'unauthenticated',
  ],
  reports: 'first',
  // Express 4 compares paths as they were sent.
  routing: { trailingSlash: 'ignored', caseSensitive: false, escapes: 'literal' },
  // Its parsers, express.json() and express.urlencoded().
  lenient: {
    mediaTypes: ['application/json', 'application/x-www-form-urlencoded'],
    contentEncodings: ['gzip', 'deflate', 'identity'],
  },
  // The default of Express's parsers, "100kb".
  bodyLimit: 100 * 1024,
  renderFailure,
  headers,
};
