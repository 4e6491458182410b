/** Signatures of Standard Webhooks, made by the library of the specification. */
import { createRequire } from 'node:module';
import { lazy } from '../core/lazy.ts';

/** Loaded with the first signature: most runs make none. */
const library = lazy((): typeof import('standardwebhooks') =>
  createRequire(import.meta.url)('standardwebhooks'),
);

/** @param secrets `whsec_…`, the current one first */
export const signStandard = (secrets: readonly string[], id: string, at: Date, body: string): string =>
  secrets.map((secret) => new (library().Webhook)(secret).sign(id, at, body)).join(' ');
