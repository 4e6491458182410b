/**
 * What the emulator refuses in its own name, because the vendor would never answer so: the reply is
 * `application/problem+json` with `x-vendouble-error`, so that no test takes it for the vendor's.
 */
import type { Reply } from './vendor.ts';

export interface Refusal {
  /** For machines, in capitals: `DEPTH`, `VALIDATOR`. */
  readonly code: string;
  readonly status: number;
  /** For people: what happened and what to do. */
  readonly detail: string;
}

export const refusal = (code: string, status: number, detail: string): Refusal => ({ code, status, detail });

/** Our own failure, without a word of what it was about. */
export const INTERNAL = refusal(
  'INTERNAL',
  500,
  'the emulator failed and changed nothing; its standard error stream says where. Please report it.',
);

/** Header that marks a reply which the vendor would not have given. */
export const ERROR_HEADER = 'x-vendouble-error';

export const renderRefusal = ({ code, status, detail }: Refusal): Reply => ({
  status,
  headers: { 'content-type': 'application/problem+json', [ERROR_HEADER]: code },
  body: { type: 'about:blank', title: code, status, detail },
});

/** Anything can be thrown; what is reported is an error. */
export const toError = (cause: unknown): Error =>
  cause instanceof Error ? cause : new Error(`${String(cause)} was thrown, which is not an Error`);
