/** How long a client may take, in milliseconds. */
export interface Deadlines {
  /** To send the head of a request. */
  readonly head: number;
  /** To send all of it. */
  readonly request: number;
  /** To begin with the next one, on a connection that it keeps. */
  readonly idle: number;
  /** To take a reply; nothing waits for it in memory for longer. */
  readonly reply: number;
  /** How often all this is looked at. */
  readonly check: number;
}
