/** Lets in one at a time, in the order in which they came. */
export class Queue {
  #taken = false;
  readonly #waiting: (() => void)[] = [];

  /** @returns `undefined` when it is one's turn at once */
  enter(): Promise<void> | undefined {
    if (this.#taken) return new Promise((resolve) => this.#waiting.push(resolve));
    this.#taken = true;
    return undefined;
  }

  /** Whoever entered must leave, however it ends. */
  leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#taken = false;
    else next();
  }
}
