/** Metrics in the text format of Prometheus. */

/** One value of a metric. */
export interface Sample {
  /** Put behind the metric's name: `_bucket`, `_sum` and `_count` of histograms. */
  readonly suffix?: string;
  /** Those without a value are left out. */
  readonly labels?: Readonly<Record<string, string | number | undefined>>;
  readonly value: number;
}

export interface Metric {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly samples: readonly Sample[];
}

export const PROMETHEUS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '"': '\\"' };

const escapeValue = (text: string): string =>
  text.replace(/[\\\n"]/g, (character) => ESCAPES[character] ?? '');

function formatSample(name: string, { suffix = '', labels = {}, value }: Sample): string {
  const pairs = Object.entries(labels).flatMap(([label, text]) =>
    text === undefined ? [] : [`${label}="${escapeValue(String(text))}"`],
  );
  return `${name}${suffix}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}\n`;
}

/** Metrics without samples are left out. */
export const formatPrometheus = (metrics: readonly Metric[]): string =>
  metrics
    .filter(({ samples }) => samples.length > 0)
    .map(
      ({ name, type, help, samples }) =>
        `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${samples.map((sample) => formatSample(name, sample)).join('')}`,
    )
    .join('');
