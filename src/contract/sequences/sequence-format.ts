/** How a sequential media type is read and written. */

export interface SequenceFormat {
  /**
   * The items of a text.
   *
   * @param contentType the header of the text, with parameters
   * @throws {MalformedTextError} for a text that is not of the media type
   */
  read(text: string, contentType: string): readonly unknown[];
  /** One item, so that items written one after the other are the sequence. */
  write(item: unknown): string;
  /** What follows the last item. */
  readonly end: string;
  /** Parameters of the content type of a text, or of what is written here. */
  readonly parametersOf?: (text?: string) => string;
  /** Whether each item is a value of JSON. */
  readonly json?: boolean;
}
