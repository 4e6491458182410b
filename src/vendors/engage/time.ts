/** Reads the dates that Engage documents as "valid date strings". */
import { fail } from '../../core/vendor.ts';

const DATE =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:Z|([+-])(\d{2}):?(\d{2}))?)?$/;

/** Milliseconds since 1970; `NaN` for a date that does not exist. */
function parse(text: string): number {
  const [, day, minute = '00:00', second = '00', fraction = '', sign, hours = '0', minutes = '0'] =
    DATE.exec(text) ?? [];
  if (day === undefined || Number(hours) > 23 || Number(minutes) > 59) return Number.NaN;
  const local = `${day}T${minute}:${second}`;
  const instant = Date.parse(`${local}.${fraction.padEnd(3, '0').slice(0, 3)}Z`);
  // Date.parse accepts 30 February and 24:00 as the next day.
  if (Number.isNaN(instant) || !new Date(instant).toISOString().startsWith(local)) return Number.NaN;
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return sign === undefined ? instant : sign === '+' ? instant - offset : instant + offset;
}

/**
 * @param field name for the error message
 * @returns the same instant as ISO time in UTC
 */
export function instantOf(value: string | number, field: string): string {
  const instant = typeof value === 'number' ? value : parse(value);
  const iso = Number.isNaN(instant) ? '' : new Date(instant).toISOString();
  // With an offset, the year can be 10000 or before 0.
  if (!/^\d{4}-/.test(iso)) throw fail('invalid_date', { field });
  return iso;
}
