/** A command cannot run; the message says why, and what to do. */
export class CommandError extends Error {}
