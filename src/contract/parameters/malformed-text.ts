/** A text that is not of its media type. The message gives the reason. */
export class MalformedTextError extends Error {}
