/** Problems of a contract, each with its place. They are collected, so that you can fix several at once. */
import type { Location } from './node.ts';

export interface Problem {
  /** Path as seen from the working directory. */
  readonly file: string;
  readonly line: number | undefined;
  /** JSON pointer inside the file. */
  readonly pointer: string;
  readonly sentence: string;
  /** The place as the rest of the code knows it; `undefined` for a file that cannot be parsed. */
  readonly at?: Location;
  /** Path of the referenced file that cannot be read. */
  readonly missing?: string;
}

/** Most problems that are reported of one contract. */
const MAX_PROBLEMS = 20;

/** The place and the problem, in a line. */
export const describeProblem = ({ file, line, pointer, sentence }: Problem): string =>
  `${file}${line === undefined ? '' : `:${line}`}${pointer === '' ? '' : ` #${pointer}`}: ${sentence}`;

/** A contract cannot be used. The message has one line for each problem. */
export class ContractError extends Error {
  readonly problems: readonly Problem[];
  /** Whether the file itself does not exist or cannot be read, so that nothing was checked. */
  readonly unreadable: boolean;
  constructor(problems: readonly Problem[], unreadable = false) {
    super(problems.map(describeProblem).join('\n'));
    this.problems = problems;
    this.unreadable = unreadable;
  }
}

export interface ProblemList {
  /** Runs one step. A ContractError goes on the list, so that reading continues with the next step. */
  attempt<R>(step: () => R): R | undefined;
  /** Whether the list is empty. */
  isClear(): boolean;
  /** @throws {ContractError} with every problem on the list, if there is one */
  assertNone(): void;
}

/** Creates an empty list of problems. */
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
          gathered.set(describeProblem(problem), problem);
          if (gathered.size === MAX_PROBLEMS) assertNone();
        }
        return undefined;
      }
    },
  };
}

/**
 * The problems of a document that is served as well as possible: they go to the list of its flaws.
 *
 * @param report takes a problem, and its message
 */
export const collectAsFlaws = (report: (problem: Problem, message: string) => void): ProblemList => ({
  isClear: () => true,
  assertNone: () => {},
  attempt: (step) => {
    try {
      return step();
    } catch (cause) {
      if (!(cause instanceof ContractError)) throw cause;
      for (const problem of cause.problems) report(problem, describeProblem(problem));
      return undefined;
    }
  },
});
