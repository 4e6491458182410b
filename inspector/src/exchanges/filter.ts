/** Which exchanges the list shows. */
import { signal } from '@preact/signals';
import { ask, type Exchange, type ExchangeSummary } from '../api.ts';
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

/** Identifiers of the exchanges whose bodies or headers hold the text of the filter. */
export const found = signal<ReadonlySet<string>>(new Set());

let latest = 0;

/** Searches the bodies and headers of all exchanges, which the list does not have. */
export async function searchBodies(text: string): Promise<void> {
  const turn = ++latest;
  found.value = new Set();
  if (text === '') return;
  await new Promise((resolve) => setTimeout(resolve, 200));
  if (turn !== latest) return;
  const { exchanges } = await ask<{ exchanges: readonly Exchange[] }>('GET', 'exchanges', {
    query: { limit: 1_000 },
  });
  if (turn !== latest) return;
  const wanted = text.toLowerCase();
  found.value = new Set(
    exchanges
      .filter(({ request, reply }) =>
        JSON.stringify([request.headers, reply.headers, request.body, reply.body])
          .toLowerCase()
          .includes(JSON.stringify(wanted).slice(1, -1)),
      )
      .map(({ id }) => id),
  );
}

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
      found.value.has(summary.id) ||
      `${summary.method} ${prefixOf(summary.vendor)}${summary.path} ${summary.operation ?? ''} ${summary.id} ${summary.failure ?? ''}`
        .toLowerCase()
        .includes(wanted.text.toLowerCase()))
  );
}
