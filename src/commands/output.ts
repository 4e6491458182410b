/** What a serving command prints: lines of text, or with `--log json` one JSON object a line. */
import { systemClock } from '../core/clock.ts';

export interface OutputFlags {
  /** Prints only what you cannot do without: the ready line, the token, and problems. */
  readonly quiet?: boolean;
  readonly log?: 'text' | 'json';
}

/** Members of the JSON object of a line. */
type Members = Readonly<Record<string, unknown>>;

/** @param text one line or several, without the line break at the end */
type Print = (event: string, text: string, members?: Members) => void;

export interface Output {
  readonly json: boolean;
  /** To standard output; left out with `--quiet`. */
  readonly info: Print;
  /** To standard output. */
  readonly always: Print;
  /** To standard error. */
  readonly problem: Print;
}

export function createOutput({ quiet = false, log = 'text' }: OutputFlags): Output {
  const json = log === 'json';
  const to =
    (stream: NodeJS.WritableStream, level: 'info' | 'warn'): Print =>
    (event, text, members = {}) => {
      const line = json
        ? JSON.stringify({
            time: systemClock.now().toISOString(),
            level,
            event,
            ...members,
            message: text,
          })
        : text;
      stream.write(`${line}\n`);
    };
  const always = to(process.stdout, 'info');
  return { json, always, info: quiet ? () => {} : always, problem: to(process.stderr, 'warn') };
}
