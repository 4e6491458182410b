/** Numbers of records (documentation 1.1, "Counts"). */
import type { Handlers } from '../../core/handler.ts';
import { fail } from '../../core/vendor.ts';
import type { IntercomCaller } from './auth.ts';
import type { IntercomState } from './collections.ts';
import type { components, operations } from './contract.1.0.gen.ts';

type Schemas = components['schemas'];

async function total(state: IntercomState): Promise<Schemas['TotalCount']> {
  const leads = await state.leads.count();
  return {
    type: 'count.hash',
    company: { count: await state.companies.count() },
    user: { count: (await state.users.count()) + leads },
    lead: { count: leads },
    tag: { count: await state.tags.count() },
    segment: { count: await state.segments.count() },
  };
}

async function byTag(state: IntercomState, of: 'users' | 'companies'): Promise<Schemas['NamedCounts']> {
  const tags = await state.tags.page({ limit: await state.tags.count() });
  return Promise.all(
    tags.map(async ({ id, name }) => {
      const within = { field: 'tag_ids', value: id } as const;
      return { [name]: await (of === 'users' ? state.users.count(within) : state.companies.count(within)) };
    }),
  );
}

async function usersBySegment(state: IntercomState): Promise<Schemas['NamedCounts']> {
  const segments = await state.segments.page({ limit: await state.segments.count() });
  return Promise.all(
    segments.map(async ({ id, name }) => ({
      [name]: await state.users.count({ field: 'segment_ids', value: id }),
    })),
  );
}

type CompanyUsers = NonNullable<Schemas['CompanyCount']['company']['user']>;

async function usersByCompany(state: IntercomState): Promise<CompanyUsers> {
  const companies = await state.companies.page({ limit: await state.companies.count() });
  return Promise.all(
    companies.map(async ({ id, company_id, name }) => ({
      [name ?? company_id]: await state.users.count({ field: 'company_ids', value: id }),
      remote_company_id: company_id,
    })),
  );
}

export const counts = {
  async count({ query, state }) {
    const what = [query.type, query.count].filter((word) => word !== undefined).join(' by ');
    const counted = async () => {
      switch (what) {
        case '':
          return total(state);
        case 'user by tag':
          return { type: 'count' as const, user: { tag: await byTag(state, 'users') } };
        case 'user by segment':
          return { type: 'count' as const, user: { segment: await usersBySegment(state) } };
        case 'company by tag':
          return { type: 'count' as const, company: { tag: await byTag(state, 'companies') } };
        case 'company by user':
          return { type: 'count' as const, company: { user: await usersByCompany(state) } };
        default:
          throw fail('not_modelled', { what: `counting ${what.slice(0, 100)}` });
      }
    };
    return { status: 200, body: await counted() };
  },
} satisfies Handlers<operations, IntercomState, IntercomCaller>;
