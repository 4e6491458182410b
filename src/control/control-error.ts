/** A method of the control cannot do what you ask. The message says what to do, and `status` is that of the HTTP reply. */
export class ControlError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** @throws {ControlError} in place of a `RangeError`, which says that there are too many of something */
export function asControlError<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof RangeError) throw new ControlError(429, cause.message);
    throw cause;
  }
}
