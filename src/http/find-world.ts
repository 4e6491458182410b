/** Which world a call belongs to. */
import type { IncomingMessage } from 'node:http';
import { type Refusal, refusal } from '../core/emulator-error.ts';
import type { Service } from '../services/service.ts';
import type { World } from '../worlds/world.ts';
import type { Worlds } from '../worlds/worlds.ts';
import { headersOf } from './headers.ts';

const WORLD_HEADER = 'x-vendouble-world';

const noSuchWorld = (worlds: Worlds, named: string): Refusal =>
  refusal('NO_WORLD', 404, `there is no such world; ${worlds.whyMissing(named)}`);
const WORLD_OF_CREDENTIAL_GONE = refusal(
  'NO_WORLD',
  404,
  'the credential was issued for a world that is gone, or for another vendor; the world was deleted, was not used for too long, or another replica keeps it. Create a new world, or send a credential of your own',
);

/** The world that a call names, in its URL, by the user of the proxy or in its header. */
export const namedWorld = (incoming: IncomingMessage, elsewhere: string | undefined): string | undefined => {
  const named = elsewhere ?? incoming.headers[WORLD_HEADER];
  return named === undefined ? undefined : String(named);
};

/** The world that is named, the one that the credential opens, or the default one. */
export function findWorld(
  worlds: Worlds,
  incoming: IncomingMessage,
  { named, query }: { readonly named: string | undefined; readonly query: string },
  { vendor }: Service,
): World | Refusal {
  if (named !== undefined) return worlds.get(named) ?? noSuchWorld(worlds, named);
  const key = vendor.keyOf(headersOf(incoming), query);
  const opened = key === undefined ? undefined : worlds.opened(vendor.name, key);
  return opened === 'gone' ? WORLD_OF_CREDENTIAL_GONE : (opened ?? worlds.default);
}
