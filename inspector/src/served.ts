/** Where vendors are served: most of them under their name, a document of the user's own perhaps elsewhere. */
import { effect, signal } from '@preact/signals';
import { ask } from './api.ts';
import { link } from './feed.ts';

interface Served {
  readonly name: string;
  readonly url: string;
}

const prefixes = signal<ReadonlyMap<string, string>>(new Map());

/** What the paths of a vendor begin with: `/name`, or nothing for one at the root. */
export const prefixOf = (vendor: string): string => prefixes.value.get(vendor) ?? `/${vendor}`;

async function learn(): Promise<void> {
  const { vendors } = await ask<{ readonly vendors: readonly Served[] }>('GET', 'vendors');
  prefixes.value = new Map(vendors.map(({ name, url }) => [name, new URL(url).pathname.replace(/\/$/, '')]));
}

/** Asks whenever the emulator is heard anew: another one may answer then. */
export const followServed = (): void =>
  void effect(() => {
    // Where it does not answer, the link is soon lost, and this is asked again.
    if (link.value === 'live') learn().catch(() => {});
  });
