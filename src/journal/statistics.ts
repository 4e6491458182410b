/** Counts exchanges as they happen, so that the counts include those that the journal has dropped. */

import { ERROR_HEADER } from '../core/emulator-error.ts';
import { splitTarget } from '../core/url-parts.ts';
import type { RecordedExchange } from './exchange.ts';
import { isUnmatched } from './unmatched.ts';

/** Something that a passing test would hide. */
export interface StatisticsFinding {
  /**
   * `unmatched`: no operation for the call. `drift`: the reply breaks its contract. `generated`: the reply was made from the
   * contract alone. `refused`: the emulator refused the call. `weak`: the reply rests on weaker evidence than required.
   * `egress`: an intercepted call would have reached the real world.
   */
  readonly kind: 'unmatched' | 'drift' | 'generated' | 'refused' | 'weak' | 'egress';
  /** The call and the problem, in one line. */
  readonly line: string;
  readonly times: number;
}

export interface StatisticsView {
  /** Number of exchanges by vendor and class of status: `2xx`, or `none` where there was no reply. */
  readonly exchanges: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly unmatched: number;
  readonly drift: number;
  readonly generated: number;
  readonly refused: number;
  /** Number of replies that rest on weaker evidence than required. */
  readonly weak: number;
  /** Number of intercepted calls that would have reached the real world. */
  readonly egress: number;
  /** The first hundred different ones. */
  readonly findings: readonly StatisticsFinding[];
}

export interface Statistics {
  add(recorded: RecordedExchange): void;
  read(): StatisticsView;
  clear(): void;
}

const NONE = { unmatched: 0, drift: 0, generated: 0, refused: 0, weak: 0, egress: 0 };
const MOST_FINDINGS = 100;
const LONGEST_LINE = 300;

/** Error codes of replies to calls that named no vendor. */
const OF_NO_VENDOR = new Set(['NO_VENDOR', 'EGRESS']);

const classOf = (status: number): string => (status === 0 ? 'none' : `${Math.floor(status / 100)}xx`);

/** Without the query, which may hold secrets. */
const callOf = ({ vendor, request: { method, path } }: RecordedExchange): string =>
  `${method} /${vendor}${splitTarget(path).path}`;

/** Where the call was going, and which program made it where that is known. */
const egressLine = ({ vendor, request: { headers } }: RecordedExchange): string => {
  const caller = headers['user-agent'];
  return `${vendor}${caller === undefined ? '' : ` from ${caller}`}`;
};

/** Whether an exchange can have findings; most have none. */
const isNotable = ({ reply, drift, source, background }: RecordedExchange): boolean =>
  drift.length > 0 ||
  background.weak ||
  background.unmatched ||
  source === 'refusal' ||
  source === 'example' ||
  source === 'generated' ||
  reply.headers?.[ERROR_HEADER] !== undefined;

function* findingsOf(recorded: RecordedExchange): Iterable<Omit<StatisticsFinding, 'times'>> {
  const { operation, reply, drift, source, evidence, background } = recorded;
  const mark = reply.headers?.[ERROR_HEADER] ?? '';
  const line = `${callOf(recorded)} → ${reply.status} ${mark}`;
  if (mark === 'EGRESS') yield { kind: 'egress', line: egressLine(recorded) };
  else if (isUnmatched(recorded)) yield { kind: 'unmatched', line };
  // In strict mode a drift is a refusal, too, and counts once, as a drift.
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
      // The name in the URL is not a vendor's, and there is no end of such names.
      if (!OF_NO_VENDOR.has(reply.headers?.[ERROR_HEADER] ?? '')) {
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
