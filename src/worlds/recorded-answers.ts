/**
 * Answers of the real vendor that a world gives as they were recorded, where the emulator would answer otherwise. They
 * are true of the records that a scenario made, so that the first change of a record ends them.
 */
import type { Reply } from '../core/vendor.ts';

/** A call that reads, and what the vendor answered. */
export interface RecordedAnswer {
  readonly vendor: string;
  readonly operation: string;
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly reply: Reply;
}

/** The call that is to be answered. */
export type AnsweredCall = Omit<RecordedAnswer, 'reply'>;

export interface RecordedAnswers {
  readonly size: number;
  list(): readonly RecordedAnswer[];
  /** Replaces them. */
  put(answers: readonly RecordedAnswer[]): void;
  clear(): void;
  find(call: AnsweredCall): Reply | undefined;
}

const isSame = (one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean => {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
};

export function createRecordedAnswers(first: readonly RecordedAnswer[]): RecordedAnswers {
  let answers = first;
  return {
    get size() {
      return answers.length;
    },
    list: () => answers,
    put: (given) => {
      answers = given;
    },
    clear: () => {
      answers = [];
    },
    find: ({ vendor, operation, path, query }) =>
      answers.find(
        (answer) =>
          answer.vendor === vendor &&
          answer.operation === operation &&
          isSame(answer.path, path) &&
          isSame(answer.query, query),
      )?.reply,
  };
}
