/**
 * Engage's client takes no address. Imported before it is loaded, this sends what it says to Engage elsewhere.
 */
import { createRequire } from 'node:module';

type Send = (url: string, init: object) => Promise<unknown>;

const ENGAGE = 'https://api.engage.so';

// The very `cross-fetch` that the client loads, wherever it is installed.
const require = createRequire(import.meta.url);
const node = createRequire(createRequire(require.resolve('@engage_so/js')).resolve('@engage_so/node'));
const core = createRequire(node.resolve('@engage_so/core'));
const send: Send = core('cross-fetch');
const loaded = core.cache[core.resolve('cross-fetch')];
let place = ENGAGE;

const elsewhere: Send = (url, init) => send(url.replace(ENGAGE, place), init);
if (loaded !== undefined) loaded.exports = elsewhere;

/** From now on the client calls there, with these credentials. */
export async function connectEngage(url: string, credentials: object = {}): Promise<void> {
  place = url;
  const { default: Engage } = await import('@engage_so/js');
  Engage.init(credentials);
}
