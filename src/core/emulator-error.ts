/**
 * Errors of the emulator itself, which the vendor would never send. The reply is `application/problem+json` with the
 * header `x-vendouble-error`, so that a test cannot mistake it for the vendor's.
 */
import type { Reply } from './vendor.ts';

export interface Refusal {
  /** For programs, in capitals: `DEPTH`, `VALIDATOR`. */
  readonly code: string;
  readonly status: number;
  /** What happened and what to do. */
  readonly detail: string;
}

export const refusal = (code: string, status: number, detail: string): Refusal => ({ code, status, detail });

/** A bug of the emulator or of a handler. The reply says nothing about its cause. */
export const INTERNAL = refusal(
  'INTERNAL',
  500,
  'the emulator failed and changed nothing; its standard error stream says where. Please report it.',
);

/** Header of replies that the vendor would not have sent. */
export const ERROR_HEADER = 'x-vendouble-error';

export const renderRefusal = ({ code, status, detail }: Refusal): Reply => ({
  status,
  headers: { 'content-type': 'application/problem+json', [ERROR_HEADER]: code },
  body: { type: 'about:blank', title: code, status, detail },
});

/** JavaScript can throw any value; this makes an `Error` of it. */
export const toError = (cause: unknown): Error =>
  cause instanceof Error ? cause : new Error(`${String(cause)} was thrown, which is not an Error`);
