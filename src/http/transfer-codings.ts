/** Refuses bodies with a transfer coding that is not undone here. Node passes them on as they are. */
import type { RequestListener } from 'node:http';
import { refusal, renderRefusal } from '../core/emulator-error.ts';
import type { Reply } from '../core/vendor.ts';
import type { RejectedConnections } from './rejected-connections.ts';

const refusalWith = (status: 400 | 501): Reply =>
  renderRefusal(
    refusal(
      'TRANSFER_ENCODING',
      status,
      'the only transfer coding that is read is chunked; send Transfer-Encoding: chunked, or a Content-Length. A compressed body is labelled with Content-Encoding',
    ),
  );

/** @param rejectedConnections counts on */
export function refuseCodings(
  listener: RequestListener,
  rejectedConnections: RejectedConnections,
): RequestListener {
  return (incoming, outgoing) => {
    const codings = incoming.headers['transfer-encoding'];
    if (codings === undefined || codings.trim().toLowerCase() === 'chunked')
      return void listener(incoming, outgoing);
    rejectedConnections.unreadable++;
    // Where chunked is not the last coding, the end of the body is not known (RFC 9112, 6.3).
    const { status, headers, body } = refusalWith(/(^|,)\s*chunked\s*$/i.test(codings) ? 501 : 400);
    outgoing.writeHead(status, { ...headers, connection: 'close' });
    outgoing.end(JSON.stringify(body));
  };
}
