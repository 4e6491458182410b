/** Companies: create and read them, add and remove users. */
import { bodyOf, type Call, done, type Fields, json } from './call.ts';
import { type Company, pkFrom, pkOf, type User, type UsercomState } from './collections.ts';
import type { components } from './contract.v1.gen.ts';
import { invalidField, noSuchKey, notFound, REQUIRED, UNIQUE } from './failures.ts';
import { asName, asNumber, asText } from './fields.ts';
import { type Paging, paged } from './paging.ts';
import { employed } from './profile.ts';
import { saved } from './save-user.ts';
import { createdAt, updatedAt } from './time.ts';
import type { VersionDifferences } from './version-differences.ts';

type ById = Call<{ path: { id: string } }>;
type Member = ById & { body: components['schemas']['Member'] | undefined };

async function companyAt({ state, path }: ById): Promise<Company> {
  const pk = pkFrom(path.id);
  const company = pk === undefined ? undefined : await state.companies.get(pk);
  if (company === undefined) throw notFound();
  return company;
}

/** The user that the body of a membership refers to. */
async function memberIn(
  state: UsercomState,
  { user_id, user_custom_id }: NonNullable<Member['body']>,
): Promise<User> {
  if (user_id !== undefined && user_id !== null) {
    const user = await state.users.get(pkOf(Number(user_id)));
    if (user === undefined) throw invalidField('user_id', noSuchKey(user_id));
    return user;
  }
  const customId = asName(user_custom_id);
  if (customId === null) throw invalidField('user_id', REQUIRED);
  const [user] = await state.users.findBy('custom_id', customId);
  if (user === undefined)
    throw invalidField('user_custom_id', `Object with custom_id=${customId} does not exist.`);
  return user;
}

/** The array's items as texts, or null if the body has no array. */
const textsOf = (value: unknown): readonly string[] | null =>
  Array.isArray(value) ? value.map((item) => asText(item) ?? '') : null;

export const companies = <W, WireCompany>(version: VersionDifferences<W, WireCompany>) => {
  const present = async (state: UsercomState, company: Company): Promise<WireCompany> => {
    const employees = await state.users.findBy('company_ids', company.id);
    return version.company(
      company,
      employees.map(({ id }) => id),
    );
  };

  return {
    listCompanies: async (call: Call<Paging>) =>
      json(200, await paged(call, call.state.companies, (company) => present(call.state, company))),

    createCompany: async (call: Call<{ body: Fields | undefined }>) => {
      const { state, ids, now } = call;
      const body = bodyOf(call, 'name');
      const custom_id = asName(body[version.companyId]);
      const [twin] = custom_id === null ? [] : await state.companies.findBy('custom_id', custom_id);
      if (twin !== undefined) throw invalidField(version.companyId, UNIQUE);
      const id = ids.sequence();
      const company = await state.companies.insert({
        pk: pkOf(id),
        id,
        name: asText(body.name) ?? '',
        custom_id,
        description: asText(body.description),
        email: asText(body.email),
        country: asText(body.country),
        region: asText(body.region),
        city: asText(body.city),
        address: asText(body.address),
        postal_code: asText(body.postal_code),
        size: asText(body.size),
        approx_employees: asNumber(body.approx_employees ?? null),
        phone_numbers: textsOf(body.phone_numbers),
        created_at: createdAt(now),
        updated_at: updatedAt(now),
      });
      return json(201, await present(state, company));
    },

    getCompany: async (call: ById) => json(200, await present(call.state, await companyAt(call))),

    getCompanyByCustomId: async ({ state, path }: Call<{ path: { company: string } }>) => {
      const [company] = await state.companies.findBy('custom_id', path.company);
      if (company === undefined) throw notFound();
      return json(200, await present(state, company));
    },

    addMember: async (call: Member) => {
      const company = await companyAt(call);
      const user = await memberIn(call.state, bodyOf(call));
      await saved(call, employed(user, company, call.now));
      return done;
    },

    removeMember: async (call: Member) => {
      const { id } = await companyAt(call);
      const user = await memberIn(call.state, bodyOf(call));
      if (!user.company_ids.includes(id)) throw notFound();
      await saved(call, {
        ...user,
        companies: user.companies.filter(({ company }) => company !== id),
        company_ids: user.company_ids.filter((company) => company !== id),
      });
      return done;
    },
  };
};
