/** Which exchanges the list shows. */
import { signal } from '@preact/signals';
import type { Glance } from '../api.ts';
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

export function fits(wanted: Filter, glance: Glance): boolean {
  return (
    (wanted.vendor === '' || wanted.vendor === glance.vendor) &&
    (wanted.operation === '' || wanted.operation === glance.operation) &&
    (wanted.status === '' || wanted.status === classOf(glance.status)) &&
    (wanted.source === '' ||
      wanted.source === glance.source ||
      (wanted.source === 'drift' && glance.drift > 0) ||
      (wanted.source === 'fault' && glance.fault !== null)) &&
    (wanted.text === '' ||
      `${glance.method} ${prefixOf(glance.vendor)}${glance.path} ${glance.operation ?? ''} ${glance.id}`
        .toLowerCase()
        .includes(wanted.text.toLowerCase()))
  );
}
