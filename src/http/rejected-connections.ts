/** Counts what was rejected before there was a call that a journal could keep. */

export interface RejectedConnections {
  /** Requests with a foreign host name. */
  host: number;
  /** Requests that are not HTTP, or were not sent in time. */
  unreadable: number;
  /** Connections beyond the number that is open at once. */
  crowded: number;
  /** Connections whose client did not read its reply. */
  slow: number;
}

export const createRejectedConnections = (): RejectedConnections => ({
  host: 0,
  unreadable: 0,
  crowded: 0,
  slow: 0,
});
