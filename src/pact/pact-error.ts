/** A file that is no pact, or one that cannot be used; the message says which, where and why. */
export class PactError extends Error {}
