/** The handlers of one version. Operations on one user exist twice: by User.com's id and by the client's id. */
import { attributes, userAttributes } from './attributes.ts';
import { companies } from './companies.ts';
import { emptyPageOf } from './empty-pages.ts';
import { events, userEvents } from './events.ts';
import { byCustomId, byId, type Find } from './find-user.ts';
import { findUsers } from './find-users.ts';
import { lists, userLists } from './lists.ts';
import { massUpdates } from './mass-updates.ts';
import { merging } from './merge.ts';
import { segments } from './segments.ts';
import { tags, userTags } from './tags.ts';
import { oneUser, users } from './users.ts';
import type { VersionDifferences } from './version-differences.ts';

const resourcesOf = <W, C>(version: VersionDifferences<W, C>, find: Find) => ({
  user: oneUser(version, find),
  attributes: userAttributes(find),
  tags: userTags(find),
  lists: userLists(find),
  events: userEvents(find),
  nothing: emptyPageOf(find),
});

export function handlersOf<W, C>(version: VersionDifferences<W, C>) {
  const one = resourcesOf(version, byId);
  const custom = resourcesOf(version, byCustomId);
  const { searchUsers } = findUsers(version);
  return {
    ...users(version),
    ...massUpdates,
    ...merging,
    ...events(version),
    ...tags(version),
    ...lists,
    ...segments,
    ...attributes,
    ...companies(version),
    searchUsers,

    getUser: one.user.read,
    updateUser: one.user.update,
    patchUser: one.user.update,
    deleteUser: one.user.remove,
    setAttribute: one.attributes.set,
    setMultipleAttributes: one.attributes.setMany,
    removeAttribute: one.attributes.remove,
    removeAttributeByPost: one.attributes.remove,
    addTag: one.tags.add,
    removeTag: one.tags.remove,
    removeTagByPost: one.tags.remove,
    addToList: one.lists.add,
    removeFromList: one.lists.remove,
    removeFromListByPost: one.lists.remove,
    listUserEvents: one.events.list,
    listUserSegments: one.nothing,
    listUserEmails: one.nothing,
    listUserPingHits: one.nothing,
    listUserProductEvents: one.nothing,
    listUserConversations: one.nothing,

    getUserByCustomId: custom.user.read,
    updateUserByCustomId: custom.user.update,
    patchUserByCustomId: custom.user.update,
    deleteUserByCustomId: custom.user.remove,
    setAttributeByCustomId: custom.attributes.set,
    setMultipleAttributesByCustomId: custom.attributes.setMany,
    removeAttributeByCustomId: custom.attributes.remove,
    addTagByCustomId: custom.tags.add,
    addManyTagsByCustomId: custom.tags.addMany,
    removeTagByCustomId: custom.tags.remove,
    addToListByCustomId: custom.lists.add,
    removeFromListByCustomId: custom.lists.remove,
    listUserEventsByCustomId: custom.events.list,
    createEventByCustomId: custom.events.create,
    listUserSegmentsByCustomId: custom.nothing,
    listUserEmailsByCustomId: custom.nothing,
    listUserPingHitsByCustomId: custom.nothing,
    listUserProductEventsByCustomId: custom.nothing,
    listUserConversationsByCustomId: custom.nothing,
  };
}
