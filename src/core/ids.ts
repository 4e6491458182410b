/** The only source of randomness. A stream depends on a seed and a counter, and on nothing else. */
import { hash, randomBytes } from 'node:crypto';

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

export interface Ids {
  /** Hex digits, lower case. */
  hex(length: number): string;
  /** Letters and digits. */
  alphanumeric(length: number): string;
  /** A version 4 UUID. */
  uuid(): string;
  /** 24 hex digits that begin with the time and rise with every call, as in MongoDB. */
  objectId(now: Date): string;
  /** A whole number that rises by one with every call. The first is 1. */
  sequence(): number;
}

/** 64 hex digits. */
const digest = (text: string): string => hash('sha256', text);

/** A number in 0…2³¹ that depends on the parts alone, for generators that need a number as their seed. */
export function seedOf(...parts: readonly string[]): number {
  return Number.parseInt(digest(parts.join('\0')).slice(0, 8), 16) >>> 1;
}

let last = { seed: '', digits: '' };

/** Ten digits that depend on the seed. The last seed is cached, because a scope always draws from the same one. */
function processOf(seed: string): string {
  if (last.seed !== seed || last.digits === '') last = { seed, digits: digest(seed).slice(0, 10) };
  return last.digits;
}

/** A class, so that all streams share their methods: every request has several, and few draw from them. */
class Stream implements Ids {
  readonly #seed: string;
  readonly #next: () => number;

  constructor(seed: string, next: () => number) {
    this.#seed = seed;
    this.#next = next;
  }

  hex(length: number): string {
    let digits = '';
    while (digits.length < length) digits += digest(`${this.#seed}\0${this.#next()}`);
    return digits.slice(0, length);
  }

  #bytes(length: number): Buffer {
    return Buffer.from(this.hex(2 * length), 'hex');
  }

  alphanumeric(length: number): string {
    return Array.from(this.#bytes(length), (byte) => ALPHANUMERIC[byte % ALPHANUMERIC.length]).join('');
  }

  uuid(): string {
    const drawn = this.#bytes(16);
    drawn[6] = ((drawn[6] ?? 0) & 0x0f) | 0x40;
    drawn[8] = ((drawn[8] ?? 0) & 0x3f) | 0x80;
    return drawn.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }

  objectId(now: Date): string {
    const seconds = Math.floor(now.getTime() / 1000)
      .toString(16)
      .padStart(8, '0')
      .slice(-8);
    return seconds + processOf(this.#seed) + (this.#next() & 0xffffff).toString(16).padStart(6, '0');
  }

  sequence(): number {
    return this.#next();
  }
}

/**
 * @param seed what the whole stream depends on
 * @param next returns the counter's next value. The caller keeps the counter, so that it can survive a restart and be rolled back
 */
export const createIds = (seed: string, next: () => number): Ids => new Stream(seed, next);

/** A random secret. No seed may determine it. */
export const createToken = (): string => randomBytes(24).toString('base64url');
