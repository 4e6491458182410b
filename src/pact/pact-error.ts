/** A pact file, a broker or a verifier cannot be used; the message says which, where and why. */
export class PactError extends Error {}

/** A provider state cannot be set up; the message says why. */
export class ProviderStateError extends Error {}
