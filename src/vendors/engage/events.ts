/** "Add User events". An unknown id creates an anonymous user, to be merged later. */
import type { Handlers } from '../../core/handler.ts';
import type { EngageState } from './collections.ts';
import type { operations } from './contract.v1.gen.ts';
import { findUser } from './find-user.ts';
import { newUser } from './profile.ts';
import { instantOf } from './time.ts';

export const events = {
  async addUserEvent({ path, body, state, ids, now }) {
    const timestamp =
      body.timestamp === undefined ? now.toISOString() : instantOf(body.timestamp, 'timestamp');
    const known = await findUser(state, path.uid);
    const user = known ?? (await state.users.insert(newUser(ids.objectId(now), path.uid, now)));
    await state.events.insert({
      id: ids.objectId(now),
      user: user.id,
      event: body.event,
      value: body.value ?? null,
      properties: body.properties ?? {},
      timestamp,
    });
    if (user.last_event_at === null || user.last_event_at < timestamp)
      await state.users.update({ ...user, last_event_at: timestamp });
    return { status: 200, body: { status: 'ok' } };
  },
} satisfies Handlers<operations, EngageState>;
