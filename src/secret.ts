/** Compares secrets without telling, by the time it takes, how much of a guess is right. */
import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

export const sameSecret = (one: string, other: string): boolean =>
  timingSafeEqual(digest(one), digest(other));
