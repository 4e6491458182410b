/** Compares error replies by their form: the same words, with other names and values in them. */
import { isObject } from '../core/is-object.ts';
import { isVolatile } from './symbols.ts';

/** What a vendor puts into its texts: quoted names, addresses, words with digits. */
const NAMED = /"[^"]*"|'[^']*'|`[^`]*`|\S+@\S+|\S*\d\S*/g;

const formOf = (text: string): string => text.replace(NAMED, '*').replace(/\s+/g, ' ').trim();

/** @param shown an example of the contract @param given the body of a reply */
export function isSameError(shown: unknown, given: unknown, name = ''): boolean {
  if (typeof shown === 'string' && typeof given === 'string')
    return shown === given || isVolatile(name, given) || formOf(shown) === formOf(given);
  if (Array.isArray(shown) && Array.isArray(given))
    return shown.length === given.length && shown.every((item, index) => isSameError(item, given[index]));
  if (isObject(shown) && isObject(given)) {
    const names = Object.keys(shown);
    return (
      names.length === Object.keys(given).length &&
      names.every(
        (inside) => Object.hasOwn(given, inside) && isSameError(shown[inside], given[inside], inside),
      )
    );
  }
  return shown === given || (isVolatile(name, shown) && typeof shown === typeof given);
}
