/** The differences between the two API versions. Handlers are written once and take them as a parameter. */
import type { Options } from '../../core/vendor.ts';
import type { Company, User } from './collections.ts';
import { keepsExtraKeys, observes } from './options.ts';
import { company1, company2, documentedUser, observedUser1, observedUser2 } from './present.ts';
import type { Related } from './related.ts';

/** What happens to keys of a body that are not standard attributes. */
export type ExtraKeys = 'ignored' | 'defined attributes' | 'attributes, defined where missing';

/**
 * @typeParam Wire the user object of the version
 * @typeParam WireCompany its company object
 */
export interface VersionDifferences<Wire, WireCompany> {
  /** Name of a user's id in the client's application. */
  readonly clientId: 'user_id' | 'custom_id';
  /** Field of a user body with the client's own id of a company. */
  readonly companyOfUser: 'company_id' | 'company_custom_id';
  /** Field of a company with that id. */
  readonly companyId: 'company_id' | 'custom_id';
  /** Field of an event with the user's id. */
  readonly eventUser: 'client' | 'user_id';
  /** Whether a search by phone number returns a page instead of one user. */
  readonly phoneFindsPage: boolean;
  extraKeys(options: Options): ExtraKeys;
  user(user: User, related: Related, options: Options): Wire;
  company(company: Company, employees: readonly number[]): WireCompany;
}

type Wire1 = ReturnType<typeof documentedUser> | ReturnType<typeof observedUser1>;
type Wire2 = ReturnType<typeof documentedUser> | ReturnType<typeof observedUser2>;

export const version1: VersionDifferences<Wire1, ReturnType<typeof company1>> = {
  clientId: 'user_id',
  companyOfUser: 'company_id',
  companyId: 'company_id',
  eventUser: 'client',
  phoneFindsPage: false,
  extraKeys: (options) => (keepsExtraKeys(options) ? 'attributes, defined where missing' : 'ignored'),
  user: (user, related, options) => (observes(options) ? observedUser1 : documentedUser)(user, related),
  company: company1,
};

export const version2: VersionDifferences<Wire2, ReturnType<typeof company2>> = {
  clientId: 'custom_id',
  companyOfUser: 'company_custom_id',
  companyId: 'custom_id',
  eventUser: 'user_id',
  phoneFindsPage: true,
  extraKeys: () => 'defined attributes',
  user: (user, related, options) => (observes(options) ? observedUser2 : documentedUser)(user, related),
  company: company2,
};
