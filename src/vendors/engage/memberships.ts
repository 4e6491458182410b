/** A user's memberships in accounts. They refer to accounts by `uid`, so changing or deleting an account updates its members. */
import type { EngageState, Membership, User } from './collections.ts';

export const withAccounts = (user: User, accounts: readonly Membership[]): User => ({
  ...user,
  accounts,
  account_uids: accounts.map(({ id }) => id),
  shows_accounts: true,
});

export const membershipOf = (user: User, account: string): Membership | undefined =>
  user.accounts.find(({ id }) => id === account);

export const without = (user: User, account: string): User =>
  withAccounts(
    user,
    user.accounts.filter(({ id }) => id !== account),
  );

/** Adds a membership. An existing one keeps its position, and its role unless another is given. */
export function withMembership(user: User, id: string, role: string | null | undefined): User {
  const known = membershipOf(user, id);
  const membership: Membership = { id, role: role === undefined ? (known?.role ?? null) : role };
  return withAccounts(
    user,
    known === undefined
      ? [...user.accounts, membership]
      : user.accounts.map((account) => (account === known ? membership : account)),
  );
}

export async function renameAccount(state: EngageState, from: string, to: string): Promise<void> {
  for (const member of await state.users.findBy('account_uids', from)) {
    const role = membershipOf(member, from)?.role;
    const there = membershipOf(member, to);
    await state.users.update(
      withMembership(without(member, from), to, there === undefined ? role : undefined),
    );
  }
}

export async function dissolveAccount(state: EngageState, uid: string): Promise<void> {
  for (const member of await state.users.findBy('account_uids', uid)) {
    await state.users.update(without(member, uid));
  }
}
