/** A method of the control cannot do what you ask. The message says what to do, and `status` is that of the HTTP reply. */
export class ControlError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** A `RangeError` says that there are too many of something; the control plane answers it with 429. */
export const fromRangeError = (cause: unknown): unknown =>
  cause instanceof RangeError ? new ControlError(429, cause.message) : cause;

/** @throws {ControlError} in place of a `RangeError` */
export function asControlError<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw fromRangeError(cause);
  }
}
