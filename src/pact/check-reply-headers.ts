/** Checks the headers that a pact expects of a reply. */
import type { Operation, Response } from '../contract/contract.ts';
import { child, formatLocation } from '../contract/document/load-document.ts';
import { createIds } from '../core/ids.ts';
import { formatPointer } from '../core/json-pointer.ts';
import type { Vendor } from '../core/vendor.ts';
import type { AddFinding, FindingSeverity, PactFinding } from './findings.ts';
import type { PactReply } from './read-pact.ts';

/** About the bytes or the connection. A contract does not describe them. */
const TRANSPORT =
  /^(?:connection|content-(?:encoding|length|type)|date|keep-alive|server|trailer|transfer-encoding|upgrade|vary|via)$/;

/** Headers of HTTP itself, which a provider may send without a word in its contract. */
const STANDARD =
  /^(?:accept-(?:patch|ranges)|access-control-.*|age|allow|alt-svc|cache-control|content-(?:disposition|language|location|md5|range|security-policy)|etag|expires|last-modified|link|location|p3p|pragma|proxy-authenticate|public-key-pins|refresh|retry-after|set-cookie|status|strict-transport-security|tk|tsv|upgrade-insecure-requests|warning|www-authenticate|x-(?:content-duration|content-type-options|correlation-id|frame-options|powered-by|request-id|ua-compatible|webkit-csp|xss-protection))$/;

/** Headers that the vendor puts on every reply, by their names in lower case. */
function ownHeaders({ headers }: Vendor, status: number): ReadonlyMap<string, string> {
  let drawn = 0;
  const ids = createIds('headers', () => ++drawn);
  const quota = { limit: 1, remaining: 1, window: 1, resetAt: 0 };
  const sent = headers?.({ status, ids, now: new Date(0), quota, allow: ['GET'] }) ?? {};
  return new Map(Object.entries(sent).map(([name, text]) => [name.toLowerCase(), text]));
}

const NUMBER = /^-?\d+(?:\.\d+)?$/;

/** What is wrong with a header that the contract does not describe. */
function checkUndescribed(
  name: string,
  text: string,
  own: string | undefined,
): readonly [FindingSeverity, string] | undefined {
  if (own !== undefined)
    return NUMBER.test(own) && !NUMBER.test(text)
      ? ['error', `the vendor sends a number in the header ${name}, not ${JSON.stringify(text)}`]
      : undefined;
  return STANDARD.test(name)
    ? ['warning', `the contract does not describe the header ${name}, so it may be missing`]
    : ['error', `the vendor does not send the header ${name}: the contract does not describe it`];
}

export function checkReplyHeaders(
  { headers, rules, status, pointer }: PactReply,
  response: Response,
  operation: Operation,
  vendor: Vendor,
  addFinding: AddFinding,
): readonly PactFinding[] {
  const rule = formatLocation(child(operation.at, 'responses'));
  const own = ownHeaders(vendor, status);
  return Object.entries(headers).flatMap(([name, text]): readonly PactFinding[] => {
    if (TRANSPORT.test(name)) return [];
    const at = `${pointer}/headers${formatPointer(name)}`;
    const described = response.headers.find((header) => header.name === name);
    if (described === undefined) {
      const [severity, sentence] = checkUndescribed(name, text, own.get(name)) ?? [];
      return severity === undefined || sentence === undefined
        ? []
        : [addFinding(severity, 'header', at, sentence, rule)];
    }
    const matched = rules.some(
      ({ part, steps, matchers }) =>
        part === 'header' &&
        String(steps[0]).toLowerCase() === name &&
        matchers.some(({ kind }) => kind === 'type'),
    );
    return described
      .check(text)
      .slice(0, 1)
      .map((broken) =>
        addFinding(
          matched ? 'warning' : 'error',
          'header',
          at,
          `the expected header ${name}: ${`${broken.pointer} ${broken.message}`.trim()}`,
          broken.rule,
        ),
      );
  });
}
