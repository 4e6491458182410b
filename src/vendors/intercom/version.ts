/** Selects the version of the API, and checks the Accept header. */
import { fail, type Vendor } from '../../core/vendor.ts';
import { API_VERSIONS, apiVersion } from './options.ts';

/** Accepts `application/json` and `application/*+json`, as intercom-ruby 3 sends, but no wildcards. */
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
