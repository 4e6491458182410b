/** Lets one caller in at a time, in the order of their calls. */
export class Queue {
  #taken = false;
  readonly #waiting: (() => void)[] = [];

  /** @returns `undefined` when it is the caller's turn at once */
  enter(): Promise<void> | undefined {
    if (this.#taken) return new Promise((resolve) => this.#waiting.push(resolve));
    this.#taken = true;
    return undefined;
  }

  /** Call it after `enter`, also when the work fails. */
  leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#taken = false;
    else next();
  }
}
