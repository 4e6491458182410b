/** Which exchanges the list shows. */
import { signal } from '@preact/signals';
import type { ExchangeSummary } from '../api.ts';
import { prefixOf } from '../served.ts';

export interface Filter {
  readonly text: string;
  readonly vendor: string;
  readonly operation: string;
  /** A class such as `4`, or `none` where there was no reply. */
  readonly status: string;
  /** A source, or what a badge says: `drift`. */
  readonly source: string;
}

export const NOTHING: Filter = { text: '', vendor: '', operation: '', status: '', source: '' };

export const filter = signal(NOTHING);

const classOf = (status: number): string => (status === 0 ? 'none' : String(Math.floor(status / 100)));

export function fits(wanted: Filter, summary: ExchangeSummary): boolean {
  return (
    (wanted.vendor === '' || wanted.vendor === summary.vendor) &&
    (wanted.operation === '' || wanted.operation === summary.operation) &&
    (wanted.status === '' || wanted.status === classOf(summary.status)) &&
    (wanted.source === '' ||
      wanted.source === summary.source ||
      (wanted.source === 'drift' && summary.drift > 0) ||
      (wanted.source === 'fault' && summary.fault !== null)) &&
    (wanted.text === '' ||
      `${summary.method} ${prefixOf(summary.vendor)}${summary.path} ${summary.operation ?? ''} ${summary.id}`
        .toLowerCase()
        .includes(wanted.text.toLowerCase()))
  );
}
