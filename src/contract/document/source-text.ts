/** What a document's text is read into, as JSON or as YAML. */

export interface SourceText {
  readonly value: unknown;
  /** The deepest line that a JSON pointer reaches. */
  line(pointer: string): number | undefined;
}

/** A text cannot be read; the message says why. */
export class TextError extends Error {
  readonly line: number | undefined;
  constructor(line: number | undefined, message: string) {
    super(message);
    this.line = line;
  }
}
