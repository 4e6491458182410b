/** Handles secrets without telling them: not by the time a comparison takes, and not by what is named after them. */
import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

export const sameSecret = (one: string, other: string): boolean =>
  timingSafeEqual(digest(one), digest(other));

/** Stands for a secret where something must be named after it, as the state of an account is. */
export const pseudonym = (secret: string): string => digest(secret).toString('hex').slice(0, 12);
