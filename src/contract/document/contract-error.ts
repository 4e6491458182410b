/** What is wrong with a contract, each problem with its place, so that a person can mend several at once. */

export interface Problem {
  /** As seen from the working directory, or the address it was read from. */
  readonly file: string;
  readonly line: number | undefined;
  /** JSON pointer inside the file. */
  readonly pointer: string;
  readonly sentence: string;
  /** Path of the file that it refers to and that cannot be read. */
  readonly missing?: string;
}

/** Most problems that are told of one contract. */
const MAX_PROBLEMS = 20;

const textOf = ({ file, line, pointer, sentence }: Problem): string =>
  `${file}${line === undefined ? '' : `:${line}`}${pointer === '' ? '' : ` #${pointer}`}: ${sentence}`;

/** A contract cannot be served: the message has a line for each problem. */
export class ContractError extends Error {
  readonly problems: readonly Problem[];
  /** There is no such file, or it may not be read: nothing could be checked at all. */
  readonly unreadable: boolean;
  constructor(problems: readonly Problem[], unreadable = false) {
    super(problems.map(textOf).join('\n'));
    this.problems = problems;
    this.unreadable = unreadable;
  }
}

export interface ProblemList {
  /** Runs one step. What is wrong with the contract goes on the list, and reading goes on with the next step. */
  attempt<R>(step: () => R): R | undefined;
  /** Whether nothing is on the list. */
  isClear(): boolean;
  /** @throws {ContractError} with everything that is on the list */
  assertNone(): void;
}

export function collectProblems(): ProblemList {
  const gathered = new Map<string, Problem>();
  const assertNone = (): void => {
    if (gathered.size > 0) throw new ContractError([...gathered.values()]);
  };
  return {
    isClear: () => gathered.size === 0,
    assertNone,
    attempt: (step) => {
      try {
        return step();
      } catch (cause) {
        if (!(cause instanceof ContractError)) throw cause;
        for (const problem of cause.problems) {
          gathered.set(textOf(problem), problem);
          if (gathered.size === MAX_PROBLEMS) assertNone();
        }
        return undefined;
      }
    },
  };
}
