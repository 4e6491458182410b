/** What the tests that run over every vendor need to know of each: the headers that a client sends. */
import type { Account } from '../../src/core/vendor.ts';

export interface Introduction {
  /** Headers of a well-formed call. */
  readonly headers: Readonly<Record<string, string>>;
  /** Headers with a credential that begins with `invalid`. */
  readonly wrong: Readonly<Record<string, string>>;
  /** Headers that select another version than the first. */
  readonly versions?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Two accounts to declare, and the headers that open each. */
  readonly accounts: readonly (readonly [Account, Readonly<Record<string, string>>])[];
}

const basic = (user: string, password = ''): string => `Basic ${btoa(`${user}:${password}`)}`;

/** The length of the vendor's keys. */
const key64 = (start: string): string => start.padEnd(64, 'a');
/** The length of the vendor's tokens. */
const token36 = (start: string): string => start.padEnd(36, '0');

const introductions: Readonly<Record<string, Introduction>> = {
  engage: {
    headers: { authorization: basic('key', 'secret') },
    wrong: { authorization: basic('invalid', 'secret') },
    accounts: [
      [{ key: 'one', secret: 's1' }, { authorization: basic('one', 's1') }],
      [{ key: 'two', secret: 's2' }, { authorization: basic('two', 's2') }],
    ],
  },
  intercom: {
    versions: Object.fromEntries(
      ['1.1', '1.2', '1.3', '1.4'].map((version) => [version, { 'intercom-version': version }]),
    ),
    headers: { authorization: 'Bearer token', accept: 'application/json' },
    wrong: { authorization: 'Bearer invalid', accept: 'application/json' },
    accounts: [
      [{ token: 'one' }, { authorization: 'Bearer one', accept: 'application/json' }],
      [{ token: 'two' }, { authorization: basic('two'), accept: 'application/json' }],
    ],
  },
  usercom: {
    versions: { v2: { accept: '*/*; version=2' } },
    headers: { authorization: `Token ${key64('key')}` },
    wrong: { authorization: `Token ${key64('invalid')}` },
    accounts: [
      [{ token: key64('one') }, { authorization: `Token ${key64('one')}` }],
      [{ token: key64('two') }, { authorization: `Token ${key64('two')}` }],
    ],
  },
  sequence: {
    headers: { authorization: basic(token36('a')) },
    wrong: { authorization: 'Bearer invalid' },
    accounts: [
      [{ token: token36('1') }, { authorization: basic(token36('1')) }],
      [{ token: token36('2') }, { authorization: `Bearer ${token36('2')}` }],
    ],
  },
};

/** @throws {Error} for a vendor without an entry above */
export function introductionOf(vendor: string): Introduction {
  const introduction = introductions[vendor];
  if (introduction === undefined) throw new Error(`add ${vendor} to test/support/vendors.ts`);
  return introduction;
}

/** Codes of errors in the emulator itself. */
export const OUR_ERRORS = ['INTERNAL', 'VALIDATOR', 'RESPONSE_INVALID', 'GENERATION'];
