/** How long a client may take, in milliseconds. */
export interface Deadlines {
  /** For the head of a request. */
  readonly head: number;
  /** For the whole request. */
  readonly request: number;
  /** Until the next request on a kept connection begins. */
  readonly idle: number;
  /** To read a reply. After that the connection is cut and the memory is free. */
  readonly reply: number;
  /** Interval of the checks. */
  readonly check: number;
}
