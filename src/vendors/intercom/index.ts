/** Intercom, API 1.x: users, and what surrounds them. */
import type { Handlers } from '../../handler.ts';
import type { Vendor } from '../../vendor.ts';
import { accountSchema, type IntercomCaller, identify } from './auth.ts';
import { collections, type IntercomState } from './collections.ts';
import type { operations as operations10 } from './contract.1.0.gen.ts';
import { renderFailure } from './errors.ts';
import { headers } from './headers.ts';
import { optionsSchema } from './options.ts';
import { shape10, showing } from './present.ts';
import { findUsers10, users } from './users.ts';
import { selectVersion } from './version.ts';

type Of<Operations> = Handlers<Operations, IntercomState, IntercomCaller>;

const show10 = showing(shape10);
const handlers10 = { ...users(show10), ...findUsers10(show10) } satisfies Of<operations10>;

export const intercom = {
  name: 'intercom',
  title: 'Intercom',
  versions: {
    '1.0': { spec: '1.0.yaml', handlers: handlers10 },
  },
  selectVersion,
  collections,
  account: accountSchema,
  options: optionsSchema,
  identify,
  precedence: [
    'unauthenticated',
    'rate_limited',
    'unsupported_media_type',
    'body_too_large',
    'malformed_body',
    'invalid_request',
  ],
  reports: 'first',
  routing: { trailingSlash: 'ignored', caseSensitive: true },
  rateLimit: { requests: 83, window: 10 },
  renderFailure,
  headers,
} satisfies Vendor;
