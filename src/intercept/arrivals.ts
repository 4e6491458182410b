/** What is known of an intercepted connection before its first request. */
import type { Duplex } from 'node:stream';

export interface Arrival {
  readonly scheme: 'http' | 'https';
  /** The server name of TLS or of the proxy's `CONNECT`; requests on the connection may name no other. */
  readonly host: string | undefined;
  /** The world that the user of the proxy named. */
  readonly world: string | undefined;
}

export interface Arrivals {
  /** Forgotten when the connection ends. */
  add(connection: Duplex, arrival: Arrival): void;
  of(connection: Duplex): Arrival | undefined;
}

export function createArrivals(): Arrivals {
  const known = new Map<Duplex, Arrival>();
  return {
    add: (connection, arrival) => {
      known.set(connection, arrival);
      connection.once('close', () => known.delete(connection));
    },
    of: (connection) => known.get(connection),
  };
}
