/** Saves exchanges as a HAR file, which browsers and proxies open. */
import { ask } from '../api.ts';

interface Har {
  readonly log: { readonly entries: readonly { readonly _vendouble: { readonly exchange: string } }[] };
}

/** @param ids of the exchanges to save @throws {Problem} when they cannot be read */
export async function exportHar(ids: ReadonlySet<string>): Promise<void> {
  const { log } = await ask<Har>('GET', 'har');
  const entries = log.entries.filter(({ _vendouble }) => ids.has(_vendouble.exchange));
  const text = JSON.stringify({ log: { ...log, entries } }, undefined, 2);
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'vendouble.har';
  link.click();
  URL.revokeObjectURL(url);
}
