/** Which contract answers, and whether the client may be answered at all. */
import { fail, type Vendor } from '../../core/vendor.ts';
import { API_VERSIONS, apiVersion } from './options.ts';

/** `application/json`, or a JSON type of the vendor's own, as intercom-ruby 3 sends; wildcards do not count. */
const acceptsJson = (accept: string): boolean =>
  accept
    .split(',')
    .map((range) => (range.split(';')[0] ?? '').trim().toLowerCase())
    .some((type) => /^application\/(?:.+\+)?json$/.test(type));

export const selectVersion = ((request, options) => {
  if (!acceptsJson(request.headers.accept ?? '')) throw fail('not_acceptable');
  const version = request.headers['intercom-version']?.trim() ?? apiVersion(options);
  if (!API_VERSIONS.includes(version)) throw fail('version_invalid');
  return version;
}) satisfies Vendor['selectVersion'];
