/** Anything can be thrown; what is reported is an error. */
export const toError = (cause: unknown): Error => (cause instanceof Error ? cause : new Error(String(cause)));
