/** V8's memory, for a process that does nothing but serve. */
import { setFlagsFromString } from 'node:v8';

/**
 * The journal keeps the last thousand exchanges, so at first all that belongs to one survives. V8 concludes that such
 * things live long, and from then on puts them where only a full collection finds them again, with all they point to.
 */
export const growYoungGeneration = (): void => setFlagsFromString('--no-allocation-site-pretenuring');
