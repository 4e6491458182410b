/**
 * Aims the official client at an emulator. Its root is a constant and it takes no other, so its `fetch` is wrapped
 * before it is loaded; the package itself stays as published.
 */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const ROOT = 'https://api.engage.so';

type Fetch = (url: string, init: object) => Promise<unknown>;
type Call = (...parameters: unknown[]) => Promise<unknown>;

/** The client's functions that are used here. */
export interface Client {
  init(options: string | { readonly key: string; readonly secret?: string }): void;
  readonly identify: Call;
  readonly addAttribute: Call;
  readonly track: Call;
  readonly request: Call;
  readonly addToAccount: Call;
  readonly changeAccountRole: Call;
  readonly removeFromAccount: Call;
  readonly convertToAccount: Call;
  readonly convertToCustomer: Call;
}

const fetchPath = createRequire(require.resolve('@engage_so/core')).resolve('cross-fetch');
const originalFetch: Fetch = require(fetchPath);

/**
 * Loads a module that uses the client, with nothing left of clients loaded earlier: version 1.6.0 keeps a secret
 * once it has one.
 *
 * @param url of the emulated Engage, asked for at each request
 */
export function loadRedirected(name: string, url: () => string): unknown {
  const entry = require.cache[fetchPath];
  if (entry === undefined) throw new Error('cross-fetch is not loaded');
  for (const path of Object.keys(require.cache)) {
    if (path.includes('@engage_so')) delete require.cache[path];
  }
  const redirected: Fetch = (target, init) => originalFetch(target.replace(ROOT, url()), init);
  entry.exports = redirected;
  try {
    return require(name);
  } finally {
    entry.exports = originalFetch;
  }
}

export const loadClient = (url: string): Client => loadRedirected('@engage_so/js', () => url) as Client;
