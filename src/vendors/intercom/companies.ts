/** Companies, which are created through their users. An update keeps companies that it does not mention. */
import type { Ids } from '../../core/ids.ts';
import { fail } from '../../core/vendor.ts';
import type { Company, IntercomState } from './collections.ts';
import { identifier } from './find-user.ts';
import { type Announcing, announceCompany } from './notify.ts';

export interface SentCompany {
  readonly id?: string | null | undefined;
  readonly company_id?: string | number | null | undefined;
  readonly name?: string | null | undefined;
  readonly remove?: boolean | null | undefined;
}

/** Finds by `id`, then by `company_id`. @throws {Failed} for an unknown `id`, and if neither was sent */
export async function companyOf(state: IntercomState, sent: SentCompany): Promise<Company | undefined> {
  const id = identifier(sent.id);
  if (id !== undefined) {
    const company = await state.companies.get(id);
    if (company === undefined) throw fail('company_not_found');
    return company;
  }
  const company_id = identifier(sent.company_id);
  if (company_id === undefined) throw fail('company_not_specified');
  const [company] = await state.companies.findBy('company_id', company_id);
  return company;
}

/** @throws {Failed} before anything is written */
export async function assertCompanies(state: IntercomState, sent: readonly SentCompany[]): Promise<void> {
  for (const company of sent) await companyOf(state, company);
}

async function createOrRename(
  sent: SentCompany,
  known: Company | undefined,
  context: Announcing & { readonly ids: Ids },
): Promise<Company> {
  const { state, ids, now } = context;
  const { name } = sent;
  if (known === undefined) {
    const company_id = identifier(sent.company_id) ?? '';
    const company = { id: ids.objectId(now), company_id, name: name ?? null, tag_ids: [] };
    announceCompany(await state.companies.insert(company), context);
    return company;
  }
  return name === undefined || name === known.name ? known : state.companies.update({ ...known, name });
}

/** @returns the ids of the user's companies afterwards */
export async function joinCompanies(
  company_ids: readonly string[],
  sent: readonly SentCompany[],
  context: Announcing & { readonly ids: Ids },
): Promise<readonly string[]> {
  let joined = company_ids;
  for (const one of sent) {
    const known = await companyOf(context.state, one);
    if (one.remove === true) joined = joined.filter((id) => id !== known?.id);
    else {
      const { id } = await createOrRename(one, known, context);
      if (!joined.includes(id)) joined = [...joined, id];
    }
  }
  return joined;
}
