/**
 * What monitoring reads. Labels hold names of contracts and fixed words only, so that their number is limited: never a
 * path, an identifier or the name of a world.
 */
import type { Control } from '../control/control.ts';
import {
  type CallCount,
  type CallMetrics,
  DURATION_BOUNDS,
  type Durations,
} from '../journal/call-metrics.ts';
import type { Metric, Sample } from '../reports/prometheus.ts';
import type { Worlds } from '../worlds/worlds.ts';

export interface MetricsParts {
  readonly control: Control;
  readonly worlds: Worlds;
  readonly metrics: CallMetrics;
  readonly rejectedConnections: Readonly<Record<string, number>>;
  readonly state: { readonly durability: string };
}

const one = (value: number): readonly Sample[] => [{ value }];

const countOf = ({ times, ...labels }: Pick<CallCount, 'times'> & Partial<CallCount>): Sample => ({
  labels,
  value: times,
});

const histogramOf = (vendor: string, { atMost, sum, count }: Durations): readonly Sample[] => [
  ...DURATION_BOUNDS.map((le, at) => ({
    suffix: '_bucket',
    labels: { vendor, le: String(le) },
    value: atMost[at] ?? 0,
  })),
  { suffix: '_bucket', labels: { vendor, le: '+Inf' }, value: count },
  { suffix: '_sum', labels: { vendor }, value: sum },
  { suffix: '_count', labels: { vendor }, value: count },
];

/** Records of the default world by vendor and collection, whoever they belong to. */
async function recordsOf(control: Control): Promise<readonly Sample[]> {
  const samples = new Map<string, { labels: { vendor: string; collection: string }; value: number }>();
  for (const { vendor, collection, total } of await control.held()) {
    const key = `${vendor} ${collection}`;
    const sample = samples.get(key) ?? { labels: { vendor, collection }, value: 0 };
    sample.value += total;
    samples.set(key, sample);
  }
  return [...samples.values()];
}

export async function readMetrics({
  control,
  worlds,
  metrics,
  rejectedConnections,
  state: { durability },
}: MetricsParts): Promise<readonly Metric[]> {
  const counter = (name: string, help: string, samples: readonly Sample[]): Metric => ({
    name: `vendouble_${name}`,
    type: 'counter',
    help,
    samples,
  });
  const gauge = (name: string, help: string, samples: readonly Sample[]): Metric => ({
    ...counter(name, help, samples),
    type: 'gauge',
  });
  return [
    counter(
      'calls_total',
      'Calls by operation, status and what made the reply.',
      [...metrics.calls.values()].map(countOf),
    ),
    counter('unmatched_calls_total', 'Calls that no operation has.', one(metrics.unmatched)),
    counter(
      'refusals_total',
      'Calls that vendouble itself refused, by the code of its error.',
      [...metrics.refusals].map(([code, value]) => ({ labels: { code }, value })),
    ),
    counter('drift_total', 'Replies that broke their contract.', [...metrics.drifts.values()].map(countOf)),
    {
      name: 'vendouble_call_duration_seconds',
      type: 'histogram',
      help: 'Time from the request to its reply.',
      samples: [...metrics.durations].flatMap(([vendor, durations]) => histogramOf(vendor, durations)),
    },
    counter(
      'rejected_connections_total',
      'Requests and connections that were refused before they were read.',
      Object.entries(rejectedConnections).map(([reason, value]) => ({ labels: { reason }, value })),
    ),
    gauge('worlds', 'Worlds besides the default one.', one(worlds.list().length - 1)),
    gauge('worlds_limit', 'How many worlds there can be.', one(worlds.capacity)),
    gauge('state_info', 'How the default world is kept.', [{ labels: { durability }, value: 1 }]),
    gauge('state_records', 'Records of the default world.', await recordsOf(control)),
  ];
}
