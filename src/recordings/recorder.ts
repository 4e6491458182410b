/** Writes exchanges to a recording, one after the other, and never in the way of the exchange itself. */
import { toError } from '../core/emulator-error.ts';
import type { Service } from '../services/service.ts';
import type { ScrubbedExchange } from './recorded-exchange.ts';
import { appendExchange, openRecordingFolder } from './recording-folder.ts';
import { recordingKey } from './recording-key.ts';
import { createScrubRules, type ScrubRules } from './scrub-rules.ts';

/** Most exchanges of one recording. */
const MOST_EXCHANGES = 100_000;
/** Most exchanges that wait to be written. */
const MOST_WAITING = 1_000;

export interface RecorderCounts {
  readonly recorded: number;
  /** Exchanges that could not be validated, scrubbed or written, or did not fit. */
  readonly lost: number;
  /** Why the first of them was lost. */
  readonly reason: string | undefined;
}

export interface Recorder {
  readonly folder: string;
  /** How the secrets of its exchanges are replaced. */
  readonly rules: ScrubRules;
  /** @returns when it is written, for those who can wait */
  add(exchange: ScrubbedExchange): Promise<void>;
  /** Counts an exchange that could not be recorded. */
  lose(reason: string): void;
  /** Waits for what is still to be written. */
  close(): Promise<RecorderCounts>;
}

export interface RecorderOptions {
  readonly keep?: readonly string[] | undefined;
  readonly forgetKey?: boolean | undefined;
}

/** @throws {RecordingError} for a folder that cannot be recorded to */
export function createRecorder(
  folder: string,
  service: Service,
  { keep = [], forgetKey = false }: RecorderOptions = {},
): Recorder {
  const { id, count } = openRecordingFolder(folder);
  const rules = createScrubRules(service, recordingKey(id, forgetKey), keep);
  let next = count;
  let recorded = 0;
  let lost = 0;
  let reason: string | undefined;
  let waiting = 0;
  let writing: Promise<void> = Promise.resolve();
  const lose = (why: string): void => {
    lost++;
    reason ??= why;
  };
  return {
    folder,
    rules,
    lose,
    add: async (exchange) => {
      if (next >= MOST_EXCHANGES) return lose(`a recording has at most ${MOST_EXCHANGES} exchanges`);
      if (waiting >= MOST_WAITING) return lose('the disk is slower than the traffic');
      const name = `r${++next}`;
      waiting++;
      writing = writing
        .then(() => appendExchange(folder, name, exchange))
        .then(() => void recorded++)
        .catch((cause: unknown) => lose(toError(cause).message))
        .then(() => void waiting--);
      await writing;
    },
    close: async () => {
      await writing;
      return { recorded, lost, reason };
    },
  };
}
