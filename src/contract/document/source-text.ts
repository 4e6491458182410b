/** A parsed text, JSON or YAML, with line numbers. */

export interface SourceText {
  readonly value: unknown;
  /** The deepest line that a JSON pointer reaches. */
  line(pointer: string): number | undefined;
  /** Whether it is a contract of this package, which was validated whole when the package was built. */
  readonly validated?: boolean;
  /** What the text says in a way that its format does not have, and how it was read. */
  readonly notes?: readonly SourceNote[];
}

export interface SourceNote {
  readonly pointer: string;
  readonly sentence: string;
}

/** A text cannot be parsed. The message gives the reason. */
export class TextError extends Error {
  readonly line: number | undefined;
  constructor(line: number | undefined, message: string) {
    super(message);
    this.line = line;
  }
}
