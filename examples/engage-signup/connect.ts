/**
 * Engage's client takes no address. Imported before it is loaded, this sends what it says to Engage elsewhere.
 */
import { createRequire } from 'node:module';

type Send = (url: string, init: object) => Promise<unknown>;

const ENGAGE = 'https://api.engage.so';

// The very `cross-fetch` that the client loads, wherever it is installed.
const { resolve } = createRequire(import.meta.url);
const node = createRequire(createRequire(resolve('@engage_so/js')).resolve('@engage_so/node'));
const client = node.resolve('@engage_so/core');
const core = createRequire(client);
const send: Send = core('cross-fetch');
const loaded = core.cache[core.resolve('cross-fetch')];

if (loaded === undefined || core.cache[client] !== undefined)
  throw new Error('import this before what imports @engage_so/js, or its calls go to Engage itself');

let place = ENGAGE;
const elsewhere: Send = (url, init) => send(url.replace(ENGAGE, place), init);
loaded.exports = elsewhere;

/** From now on the client calls there, with these credentials. */
export async function connectEngage(url: string, credentials: object = {}): Promise<void> {
  place = url;
  const { default: Engage } = await import('@engage_so/js');
  Engage.init(credentials);
}
