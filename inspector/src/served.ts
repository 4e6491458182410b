/** What the emulator serves: its version, and where each vendor is. Most are under their name, a lone document perhaps elsewhere. */
import { effect, signal } from '@preact/signals';
import { ask } from './api.ts';
import { link } from './feed.ts';

interface Served {
  readonly name: string;
  readonly url: string;
}

/** The version of the emulator; empty until it has answered. */
export const version = signal('');

const prefixes = signal<ReadonlyMap<string, string>>(new Map());

/** What the paths of a vendor begin with: `/name`, or nothing for one at the root. */
export const prefixOf = (vendor: string): string => prefixes.value.get(vendor) ?? `/${vendor}`;

async function learn(): Promise<void> {
  const answer = await ask<{ readonly version: string; readonly vendors: readonly Served[] }>(
    'GET',
    'vendors',
  );
  version.value = answer.version;
  prefixes.value = new Map(
    answer.vendors.map(({ name, url }) => [name, new URL(url).pathname.replace(/\/$/, '')]),
  );
}

/** Asks whenever the emulator is heard anew: another one may answer then. */
export const followServed = (): void =>
  void effect(() => {
    // Where it does not answer, the link is soon lost, and this is asked again.
    if (link.value === 'live') learn().catch(() => {});
  });
