/** The body as the vendor's parsers read it: JSON and forms. Everything else counts as empty. */
import type { Json } from '../../core/store.ts';
import type { Body } from '../../core/vendor.ts';
import { nested } from './form.ts';

export function bodyOf(body: Body): Json {
  if (body.kind === 'json' && body.mediaType === 'application/json') return body.value as Json;
  if (body.kind === 'form' && body.mediaType === 'application/x-www-form-urlencoded')
    return nested(body.fields);
  return {};
}
