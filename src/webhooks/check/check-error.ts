/** A consumer of webhooks cannot be checked; the message says why, and what to do. */
export class CheckError extends Error {}
