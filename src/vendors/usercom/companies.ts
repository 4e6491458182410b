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
type ByCustomId = Call<{ path: { company: string } }>;
type Changes = { readonly body: Fields | undefined };
type Member = ById & { body: components['schemas']['Member'] | undefined };

async function companyAt({ state, path }: ById): Promise<Company> {
  const pk = pkFrom(path.id);
  const company = pk === undefined ? undefined : await state.companies.get(pk);
  if (company === undefined) throw notFound();
  return company;
}

async function companyCalled({ state, path }: ByCustomId): Promise<Company> {
  const [company] = await state.companies.findBy('custom_id', path.company);
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

const TEXTS = [
  'description',
  'email',
  'country',
  'region',
  'city',
  'address',
  'postal_code',
  'size',
] as const satisfies readonly (keyof Company)[];

const EMPTY = {
  name: '',
  custom_id: null,
  description: null,
  email: null,
  country: null,
  region: null,
  city: null,
  address: null,
  postal_code: null,
  size: null,
  approx_employees: null,
  phone_numbers: null,
};

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

  /** The fields that a body sets. A client's own id of another company is refused. */
  const fieldsIn = async (state: UsercomState, body: Fields, id?: number): Promise<Partial<Company>> => {
    const has = (name: string): boolean => Object.hasOwn(body, name);
    const texts = TEXTS.filter(has).map((name) => [name, asText(body[name])] as const);
    const custom_id = asName(body[version.companyId]);
    const [twin] = custom_id === null ? [] : await state.companies.findBy('custom_id', custom_id);
    if (twin !== undefined && twin.id !== id) throw invalidField(version.companyId, UNIQUE);
    return {
      ...Object.fromEntries(texts),
      ...(has('name') && { name: asText(body.name) ?? '' }),
      ...(has(version.companyId) && { custom_id }),
      ...(has('approx_employees') && { approx_employees: asNumber(body.approx_employees ?? null) }),
      ...(has('phone_numbers') && { phone_numbers: textsOf(body.phone_numbers) }),
    };
  };

  /** Fields that are not sent stay as they are, as recorded for users. */
  const update = async ({ state, now }: Call, company: Company, body: Fields) => {
    const changed = {
      ...company,
      ...(await fieldsIn(state, body, company.id)),
      updated_at: updatedAt(now),
    };
    await state.companies.update(changed);
    return json(200, await present(state, changed));
  };

  return {
    listCompanies: async (call: Call<Paging>) =>
      json(200, await paged(call, call.state.companies, (company) => present(call.state, company))),

    createCompany: async (call: Call<{ body: Fields | undefined }>) => {
      const { state, ids, now } = call;
      const fields = await fieldsIn(state, bodyOf(call, 'name'));
      const id = ids.sequence();
      const company = await state.companies.insert({
        ...EMPTY,
        ...fields,
        pk: pkOf(id),
        id,
        created_at: createdAt(now),
        updated_at: updatedAt(now),
      });
      return json(201, await present(state, company));
    },

    getCompany: async (call: ById) => json(200, await present(call.state, await companyAt(call))),

    updateCompany: async (call: ById & Changes) => update(call, await companyAt(call), bodyOf(call)),

    getCompanyByCustomId: async (call: ByCustomId) =>
      json(200, await present(call.state, await companyCalled(call))),

    updateCompanyByCustomId: async (call: ByCustomId & Changes) =>
      update(call, await companyCalled(call), bodyOf(call)),

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
