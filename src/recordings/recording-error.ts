/** A recording cannot be read or written; the message names the file. */
export class RecordingError extends Error {}
