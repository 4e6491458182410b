/** Lists the users of a company. Listing companies is not modelled. */
import { fail } from '../../core/vendor.ts';
import type { Call } from './call.ts';
import type { Company } from './collections.ts';
import { companyOf } from './companies.ts';
import { pageOfUsers } from './paging.ts';
import type { Show } from './present.ts';

export const companyUsers = <U>(show: Show<U>) => {
  const usersOf = async (
    call: Call<'findCompanyUsers' | 'listCompanyUsers'>,
    company: Company | undefined,
  ) => {
    if (company === undefined) throw fail('company_not_found');
    const group = { field: 'company_ids', value: company.id } as const;
    return { status: 200 as const, body: await pageOfUsers(call, show, group) };
  };
  return {
    async findCompanyUsers(call: Call<'findCompanyUsers'>) {
      const { company_id, type } = call.query;
      if (company_id === undefined || type !== 'user')
        throw fail('not_modelled', { what: 'listing companies' });
      return usersOf(call, await companyOf(call.state, { company_id }));
    },

    async listCompanyUsers(call: Call<'listCompanyUsers'>) {
      return usersOf(call, await call.state.companies.get(call.path.id));
    },
  };
};
