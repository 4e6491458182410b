/** `Authorization: Token <key>`, read as Django REST Framework reads it. */
import { tokenCredentials } from '../../core/credentials.ts';

export const credentials = tokenCredentials({
  read({ authorization = '' }) {
    const [scheme, token, ...rest] = authorization.split(/\s+/).filter((part) => part !== '');
    // The framework leaves other schemes to other authentication classes, and the API has only this one.
    if (scheme?.toLowerCase() !== 'token') return 'missing';
    return token === undefined || rest.length > 0 ? 'malformed' : { scheme: 'token', token };
  },
  /** The length of the vendor's keys. */
  digits: 64,
  headersOf: (token) => ({ authorization: `Token ${token}` }),
});
