/** Counts what was turned away before there was a call that a world could keep. */

export interface RejectedConnections {
  /** Called by a name that is not ours. */
  host: number;
  /** Not readable as HTTP, or not sent in time. */
  unreadable: number;
  /** Connections above those that are taken at once. */
  crowded: number;
  /** Connections whose client did not take its reply. */
  slow: number;
}

export const createRejectedConnections = (): RejectedConnections => ({
  host: 0,
  unreadable: 0,
  crowded: 0,
  slow: 0,
});
