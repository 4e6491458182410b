/** The real vendor: a server over https that answers every read with one user, and every `/large` with as many bytes as it is asked for. */
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createAuthority } from '../../src/intercept/certificates.ts';
import { serve } from './child.ts';

const USER = JSON.stringify({
  id: '62b0db3587eb42df0d300001',
  uid: 'u1',
  first_name: 'Akinyele',
  last_name: 'Jinadu',
  number: '2348012345678',
  email: 'a.jinadu@somecorp.email',
  devices: [],
  lists: [],
  segments: [],
  meta: { plan: 'pro', age: 34 },
  created_at: '2021-01-12T05:24:39.062+00:00',
});
const PIECE = Buffer.alloc(64 * 1024, 'x');

const server = createServer(createAuthority([], new Date()).local, (incoming, outgoing) => {
  const large = /\/large\?bytes=(\d+)/.exec(incoming.url ?? '')?.[1];
  if (large === undefined) {
    outgoing.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(USER),
    });
    return void outgoing.end(USER);
  }
  let left = Number(large);
  outgoing.writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': left });
  const more = (): void => {
    while (left > 0) {
      const piece = PIECE.subarray(0, Math.min(left, PIECE.length));
      left -= piece.length;
      if (!outgoing.write(piece)) return void outgoing.once('drain', more);
    }
    outgoing.end();
  };
  more();
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => serve(`https://127.0.0.1:${(server.address() as AddressInfo).port}`));
