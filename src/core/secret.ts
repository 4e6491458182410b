/** Compares and names secrets without revealing them. */
import { createHash, timingSafeEqual } from 'node:crypto';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares in constant time. */
export const sameSecret = (one: string, other: string): boolean =>
  timingSafeEqual(digest(one), digest(other));

/** A name for something that belongs to a secret, such as the records of an account. It does not reveal the secret. */
export const pseudonym = (secret: string): string => digest(secret).toString('hex').slice(0, 12);
