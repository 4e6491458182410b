/** Replaces the secrets in headers and request targets. */
import { splitTarget } from '../core/url-parts.ts';
import type { RawHeaders } from './received-exchange.ts';
import { scrubFields } from './scrub-body.ts';
import { type ScrubRules, scrubValue } from './scrub-rules.ts';
import { isSecretName } from './secret-names.ts';

/** Headers that hold an address. */
const ADDRESSES = /^(?:location|content-location|referer|link|refresh|x-original-url)$/;
/** About the bytes or the connection, never about a person. */
const HARMLESS =
  /^(?:content-(?:length|type|encoding|language)|transfer-encoding|date|expires|last-modified|cache-control|vary|connection|accept.*)$/;

function scrubCookies(value: string, isReply: boolean, rules: ScrubRules): string {
  return value
    .split(';')
    .map((part, index) => {
      const equals = part.indexOf('=');
      if (equals < 0 || (isReply && index > 0)) return part;
      return part.slice(0, equals + 1) + rules.replace(part.slice(equals + 1));
    })
    .join(';');
}

const scrubSegment = (segment: string, rules: ScrubRules): string => {
  let value = segment;
  try {
    value = decodeURIComponent(segment);
  } catch {
    // Scrubbed as it is.
  }
  const scrubbed = scrubValue('', value, rules);
  return scrubbed === value ? segment : encodeURIComponent(scrubbed);
};

/** A path with its query, or a whole address. */
export function scrubTarget(target: string, rules: ScrubRules): string {
  const { path, query } = splitTarget(target);
  const [, origin = '', below = path] = /^(https?:\/\/[^/?#]*)(.*)$/i.exec(path) ?? [];
  const scrubbed = below
    .split('/')
    .map((segment) => scrubSegment(segment, rules))
    .join('/');
  const start = scrubValue('', origin, rules) + scrubbed;
  return path === target ? start : `${start}?${scrubFields(query, rules, rules.secretNames)}`;
}

export function scrubHeaders(headers: RawHeaders, rules: ScrubRules): RawHeaders {
  return headers.map(([raw, value]) => {
    const name = raw.toLowerCase();
    if (HARMLESS.test(name) || rules.keep.has(name)) return [raw, value];
    if (name === 'cookie' || name === 'set-cookie')
      return [raw, scrubCookies(value, name === 'set-cookie', rules)];
    if (ADDRESSES.test(name))
      return [raw, value.replace(/(?:https?:\/\/|\/)[^\s<>,;"]*/g, (address) => scrubTarget(address, rules))];
    const isSecret = isSecretName(name) || rules.secretNames.has(name);
    return [raw, isSecret ? rules.replace(value) : scrubValue(name, value, rules)];
  });
}
