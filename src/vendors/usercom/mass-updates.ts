/** Sets one attribute of several users. */
import { withAttributes } from './attributes.ts';
import { bodyOf, type Call, json } from './call.ts';
import type { User } from './collections.ts';
import { asText, standardOf } from './fields.ts';
import { type FindById, userWithCustomId, userWithId } from './find-user.ts';
import { saved } from './save-user.ts';

const ok = json(200, { status: 'ok' as const });

/** The users with these ids, each once. Unknown ids are skipped. */
async function usersNamed(
  call: Call,
  ids: readonly (string | number)[],
  named: FindById,
): Promise<readonly User[]> {
  const users = new Map<number, User>();
  for (const id of ids) {
    const user = await named(call, id);
    if (user !== undefined) users.set(user.id, user);
  }
  return [...users.values()];
}

export interface Standard {
  readonly ids: readonly (string | number)[];
  readonly attribute: string;
  readonly value: unknown;
}

export interface Custom {
  readonly ids: readonly (string | number)[];
  readonly attribute: string | number;
  readonly value: unknown;
}

const updatesBy = (named: FindById) => ({
  standard: async (call: Call<{ body: Standard | undefined }>) => {
    const { ids, attribute, value } = bodyOf(call, 'ids', 'attribute', 'value');
    const change = standardOf({ [attribute]: value });
    for (const user of await usersNamed(call, ids, named)) await saved(call, { ...user, ...change });
    return ok;
  },

  custom: async (call: Call<{ body: Custom | undefined }>) => {
    const { ids, attribute, value } = bodyOf(call, 'ids', 'attribute', 'value');
    const values = { [asText(attribute) ?? '']: value };
    for (const user of await usersNamed(call, ids, named)) {
      await saved(call, await withAttributes(call, user, values, 'define'));
    }
    return ok;
  },
});

export const massUpdates = {
  massUpdateStandard: updatesBy(userWithId).standard,
  massUpdateCustom: updatesBy(userWithId).custom,
  massUpdateCustomByPost: updatesBy(userWithId).custom,
  massUpdateStandardByCustomId: updatesBy(userWithCustomId).standard,
  massUpdateCustomByCustomId: updatesBy(userWithCustomId).custom,
};
