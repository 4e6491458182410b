/**
 * Makes issued credentials recognisable: the last eight characters are a check of the eight before them. There is no key and no
 * list, so that every process recognises a credential of a world, also long after the world is gone.
 */
import { hash } from 'node:crypto';
import type { Ids } from '../core/ids.ts';

const CHECK = 8;
const CHECKED = 8;
const SHORTEST = CHECK + CHECKED;

/** Eight hex digits. They must never change: credentials of earlier versions are recognised by them. */
const checkOf = (text: string): string =>
  hash('sha256', `vendouble/world/${text.slice(-CHECKED)}`).slice(0, CHECK);

/** Replaces the last characters by their check. A shorter text has no room for one. */
const sealed = (text: string): string => {
  if (text.length < SHORTEST) return text;
  const start = text.slice(0, -CHECK);
  return start + checkOf(start);
};

const UUID = /([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})/gi;

/** Identifiers for `Vendor.issue`: texts of 16 characters or more end with the check. */
export const recognisableIds = (ids: Ids): Ids => ({
  hex: (length) => sealed(ids.hex(length)),
  alphanumeric: (length) => sealed(ids.alphanumeric(length)),
  uuid: () =>
    sealed(ids.uuid().replaceAll('-', '')).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
  objectId: (now) => ids.objectId(now),
  sequence: () => ids.sequence(),
});

const isSealed = (text: string): boolean =>
  text.length >= SHORTEST && text.endsWith(checkOf(text.slice(0, -CHECK)));

/** Whether an emulator issued the credential for a world. A vendor may have put a prefix before it, or a word behind it. */
export const isIssued = (key: string): boolean =>
  key
    .replace(UUID, '$1$2$3$4$5')
    .split(/[^0-9A-Za-z]+/)
    .some(isSealed);
