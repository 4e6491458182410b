/** Counts what happened, as it happens: a journal that makes room for newer exchanges forgets nothing of it. */

import { ERROR_HEADER } from '../core/emulator-error.ts';
import { splitTarget } from '../core/url-parts.ts';
import type { RecordedExchange } from './exchange.ts';

/** What a test that passes would not tell by itself. */
export interface StatisticsFinding {
  /** Nothing answers the call; its reply breaks its contract, or came from it alone; we refused it; it leans on weak evidence. */
  readonly kind: 'unmatched' | 'drift' | 'generated' | 'refused' | 'weak';
  /** The call and what was wrong with it, in a line. */
  readonly line: string;
  readonly times: number;
}

export interface StatisticsView {
  /** By vendor and class of status (`2xx`, or `none` where there was no reply), how many there were. */
  readonly exchanges: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly unmatched: number;
  readonly drift: number;
  readonly generated: number;
  readonly refused: number;
  /** Replies that lean on weaker evidence than was asked for. */
  readonly weak: number;
  /** The first hundred that differ. */
  readonly findings: readonly StatisticsFinding[];
}

export interface Statistics {
  add(recorded: RecordedExchange): void;
  read(): StatisticsView;
  clear(): void;
}

const NONE = { unmatched: 0, drift: 0, generated: 0, refused: 0, weak: 0 };
const MOST_FINDINGS = 100;
const LONGEST_LINE = 300;

/** Marks of the replies to calls that nothing answers. */
const NOWHERE = new Set(['NO_ROUTE', 'NO_METHOD', 'NO_WORLD', 'NO_VENDOR']);

const classOf = (status: number): string => (status === 0 ? 'none' : `${Math.floor(status / 100)}xx`);

/** Without the query, in which secrets travel and which leads nowhere else. */
const callOf = ({ vendor, request: { method, path } }: RecordedExchange): string =>
  `${method} /${vendor}${splitTarget(path).path}`;

/** What most exchanges have nothing of. */
const isNotable = ({ reply, drift, source, background }: RecordedExchange): boolean =>
  drift.length > 0 ||
  background.weak ||
  source === 'refusal' ||
  source === 'example' ||
  source === 'generated' ||
  reply.headers?.[ERROR_HEADER] !== undefined;

function* findingsOf(recorded: RecordedExchange): Iterable<Omit<StatisticsFinding, 'times'>> {
  const { operation, reply, drift, source, evidence, background } = recorded;
  const mark = reply.headers?.[ERROR_HEADER] ?? '';
  const line = `${callOf(recorded)} → ${reply.status} ${mark}`;
  if (NOWHERE.has(mark)) yield { kind: 'unmatched', line };
  // No vendor would have said so, whatever a test made of it. A drift is told as one.
  else if (source === 'refusal' && drift.length === 0) yield { kind: 'refused', line };
  if (drift.length > 0)
    yield { kind: 'drift', line: `${operation}, ${callOf(recorded)}: ${drift.join('; ')}` };
  if (source === 'example' || source === 'generated')
    yield { kind: 'generated', line: `${operation}, ${callOf(recorded)} → ${reply.status} (${source})` };
  if (background.weak)
    yield {
      kind: 'weak',
      line: `${operation}, ${callOf(recorded)} → ${reply.status} (${evidence ?? 'no evidence'})`,
    };
}

export function createStatistics(): Statistics {
  const exchanges = new Map<string, Map<string, number>>();
  const counts = { ...NONE };
  const findings = new Map<string, StatisticsFinding>();
  return {
    add: (recorded) => {
      const { vendor, reply } = recorded;
      // Not a vendor but whatever somebody called, of which there is no end.
      if (reply.headers?.[ERROR_HEADER] !== 'NO_VENDOR') {
        const classes = exchanges.get(vendor) ?? new Map<string, number>();
        const ofStatus = classOf(reply.status);
        exchanges.set(vendor, classes.set(ofStatus, (classes.get(ofStatus) ?? 0) + 1));
      }
      if (!isNotable(recorded)) return;
      for (const { kind, line: whole } of findingsOf(recorded)) {
        counts[kind]++;
        const line = whole.length > LONGEST_LINE ? `${whole.slice(0, LONGEST_LINE)}…` : whole;
        const times = findings.get(`${kind} ${line}`)?.times ?? 0;
        if (times > 0 || findings.size < MOST_FINDINGS)
          findings.set(`${kind} ${line}`, { kind, line, times: times + 1 });
      }
    },
    read: () => ({
      exchanges: Object.fromEntries(
        [...exchanges].map(([vendor, classes]) => [vendor, Object.fromEntries(classes)]),
      ),
      ...counts,
      findings: [...findings.values()],
    }),
    clear: () => {
      exchanges.clear();
      findings.clear();
      Object.assign(counts, NONE);
    },
  };
}
