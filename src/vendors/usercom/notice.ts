/** Tells a client that reads a user by its own id why the reply does not show that id. */
import type { Call } from './call.ts';
import { observes } from './options.ts';
import type { VersionDifferences } from './version-differences.ts';

interface Shown {
  readonly headers: Readonly<Record<string, string>>;
}

/** @param byOwnId whether the client has found the user by its own id */
export const noticed = <W, C, R extends Shown>(
  { options }: Call,
  { clientId }: VersionDifferences<W, C>,
  byOwnId: boolean,
  reply: R,
): R =>
  !byOwnId || observes(options)
    ? reply
    : {
        ...reply,
        headers: {
          ...reply.headers,
          'x-vendouble-notice': `the reply shows no ${clientId}, as documented; recorded replies do: start with usercom:observed, or set the option responseShape to observed`,
        },
      };
