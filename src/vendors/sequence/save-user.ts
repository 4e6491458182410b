/** Carries out an `identify`: finds or creates the user, then sets its attributes. */
import { changesOf, type Identify, newUser, type SaveContext } from './profile.ts';
import { textOf } from './values.ts';

/** `half`: refused after the user was created, which stays empty. */
export type IdentifyOutcome = 'processed' | 'refused' | 'half';

export async function saveUser(event: Identify, work: SaveContext): Promise<IdentifyOutcome> {
  const { state, now } = work;
  const { userId, traits } = event;
  if (userId !== null && typeof userId !== 'string') return 'refused';
  const externalId = textOf(userId);
  if (externalId === undefined) return 'refused';
  const [known] = await state.users.findBy('match', JSON.stringify(externalId));
  const created = known === undefined ? newUser(externalId, event, work) : undefined;
  const user = known ?? created;
  if (user === undefined) return 'refused';
  if (created !== undefined) await state.users.insert(created);
  const changes = traits === undefined || traits === null ? undefined : changesOf(user, traits);
  if (changes === undefined) return created === undefined ? 'refused' : 'half';
  await state.users.update({
    ...user,
    ...changes,
    context: event.context || user.context,
    lastSeenAt: now.toISOString(),
    updatedAt: now.toISOString(),
  });
  return 'processed';
}
