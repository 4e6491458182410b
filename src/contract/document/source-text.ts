/** A parsed text, JSON or YAML, with line numbers. */

export interface SourceText {
  readonly value: unknown;
  /** The deepest line that a JSON pointer reaches. */
  line(pointer: string): number | undefined;
}

/** A text cannot be parsed. The message gives the reason. */
export class TextError extends Error {
  readonly line: number | undefined;
  constructor(line: number | undefined, message: string) {
    super(message);
    this.line = line;
  }
}
