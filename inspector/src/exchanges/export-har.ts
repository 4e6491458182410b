/** Saves exchanges as a HAR file, which browsers and proxies open. */
import { LONGEST_BODY } from '../../../src/journal/truncate.ts';
import { type HarExchange, type HarMessage, harOf } from '../../../src/recordings/har-entry.ts';
import { ask, type Exchange } from '../api.ts';
import { DEFAULT_WORLD } from '../route.ts';
import { prefixOf, version } from '../served.ts';

function messageOf({ headers, body }: Pick<Exchange['request'], 'headers' | 'body'>): HarMessage {
  const text = body ?? '';
  return {
    headers: Object.entries(headers),
    contentType: headers['content-type'] ?? '',
    // The journal cuts long bodies, and marks them with an ellipsis.
    text: text.length > LONGEST_BODY ? undefined : text,
    size: new TextEncoder().encode(text).length,
  };
}

function harExchangeOf(exchange: Exchange): HarExchange {
  const { id, world, vendor, operation, at, milliseconds, request, reply, source, evidence } = exchange;
  const inWorld = world === DEFAULT_WORLD ? '' : `/w/${world}`;
  return {
    at,
    milliseconds,
    method: request.method,
    url: `${location.origin}${inWorld}${prefixOf(vendor)}${request.path}`,
    request: messageOf(request),
    status: reply.status,
    reply: messageOf(reply),
    location: reply.headers.location ?? '',
    more: { exchange: id, operation, source, evidence },
  };
}

/** @param ids of the exchanges to save @throws {Problem} when they cannot be read */
export async function exportHar(ids: ReadonlySet<string>): Promise<void> {
  const { exchanges } = await ask<{ exchanges: readonly Exchange[] }>('GET', 'exchanges');
  const har = harOf(exchanges.filter(({ id }) => ids.has(id)).map(harExchangeOf), version.value);
  const url = URL.createObjectURL(new Blob([har], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'vendouble.har';
  link.click();
  URL.revokeObjectURL(url);
}
