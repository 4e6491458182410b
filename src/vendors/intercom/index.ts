/** Intercom, API 1.x: users and related resources. */
import type { Handlers } from '../../core/handler.ts';
import type { Vendor } from '../../core/vendor.ts';
import { admins } from './admins.ts';
import { credentials, type IntercomCaller } from './auth.ts';
import { collections, type IntercomState } from './collections.ts';
import { companyUsers } from './company-users.ts';
import type { operations as operations10 } from './contract.1.0.gen.ts';
import type { operations as operations11 } from './contract.1.1.gen.ts';
import type { operations as operations12 } from './contract.1.2.gen.ts';
import type { operations as operations13 } from './contract.1.3.gen.ts';
import type { operations as operations14 } from './contract.1.4.gen.ts';
import { converting } from './convert.ts';
import { counts } from './counts.ts';
import { deletion } from './deletion.ts';
import { renderFailure } from './errors.ts';
import { events } from './events.ts';
import { findUsers10, findUsers11 } from './find-users.ts';
import { headers } from './headers.ts';
import { jobs } from './jobs.ts';
import { webhooks } from './notifications.ts';
import { optionsSchema } from './options.ts';
import { LEAD, type Show, shape10, shape11, shape12, showing, USER } from './present.ts';
import { scrolling } from './scroll.ts';
import { subscriptions } from './subscriptions.ts';
import { tags } from './tags.ts';
import { users } from './users.ts';
import { selectVersion } from './version.ts';

type Of<Operations> = Handlers<Operations, IntercomState, IntercomCaller>;

/** Handlers that are the same in every version. */
const shared = { ...deletion, ...jobs, ...tags, ...events, ...counts, ...admins, ...subscriptions };

/** Handlers whose replies contain users, in the format of one version. */
const showingUsers = <U, L>(show: Show<U>, showLead: Show<L>) => ({
  ...users(show),
  ...scrolling(show),
  ...companyUsers(show),
  ...converting(show, showLead),
});

const show10 = showing(shape10(USER));
const handlers10 = {
  ...shared,
  ...showingUsers(show10, showing(shape10(LEAD))),
  ...findUsers10(show10),
} satisfies Of<operations10>;

const show11 = showing(shape11(USER));
const showLead11 = showing(shape11(LEAD));
const handlers11 = {
  ...shared,
  ...showingUsers(show11, showLead11),
  ...findUsers11(show11, showLead11),
} satisfies Of<operations11>;

const show12 = showing(shape12(USER));
const handlers12 = {
  ...shared,
  ...showingUsers(show12, showing(shape12(LEAD))),
  ...findUsers11(show12),
} satisfies Of<operations12> & Of<operations13> & Of<operations14>;

export const intercom: Vendor = {
  name: 'intercom',
  title: 'Intercom',
  versions: {
    '1.0': { spec: '1.0.yaml', handlers: handlers10 },
    '1.1': { spec: '1.1.yaml', handlers: handlers11 },
    '1.2': { spec: '1.2.yaml', handlers: handlers12 },
    '1.3': { spec: '1.3.yaml', handlers: handlers12 },
    '1.4': { spec: '1.4.yaml', handlers: handlers12 },
  },
  selectVersion,
  collections,
  options: optionsSchema,
  ...credentials,
  user: (fields, number) => ({
    operation: 'createOrUpdateUser',
    body: { user_id: `user${number}`, email: `user${number}@example.com`, ...fields },
  }),
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
  webhooks,
};
