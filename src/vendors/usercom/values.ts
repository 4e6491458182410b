/** Values of custom attributes: the type of a value, and validation by the type of its attribute. */
import type { Json } from '../../core/store.ts';
import { asJson } from './call.ts';
import type { Attribute, ValueType } from './collections.ts';
import { asFlag } from './fields.ts';
import { str } from './python.ts';

export type CheckedValue = { readonly value: Json } | { readonly complaint: string };

/** The type of an attribute that is defined by its first value. Recorded: a list was stored as a text. */
export function typeOf(value: unknown): ValueType {
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'float';
  return 'string';
}

const INTEGER = /^\s*-?\d{1,15}(\.0*)?\s*$/;
const FLOAT = /^\s*-?(\d{1,300}\.?\d*|\.\d+)([eE][-+]?\d{1,2})?\s*$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})?$/;

/** Whether a text in the form of a date is an existing day. */
function isDay(text: string): boolean {
  const time = new Date(`${text.slice(0, 10)}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text.slice(0, 10));
}

/** A time in UTC without a fraction, as clients have read them. Times without a zone are UTC. */
function utc(text: string): string | undefined {
  const zoned = /(Z|[+-]\d{2}:\d{2})$/.test(text) ? text : `${text}Z`;
  const time = new Date(zoned.replace(' ', 'T'));
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString().replace(/\.\d{3}Z$/, 'Z');
}

function choicesOf({ choices, multiple }: Attribute, value: unknown): CheckedValue {
  if (Array.isArray(value) && value.length > 1 && !multiple)
    return { complaint: `"${str(value)}" is not a valid choice.` };
  const chosen = (Array.isArray(value) ? value : [value]).map(str);
  const strange = chosen.find((choice) => !choices.includes(choice));
  return strange === undefined ? { value: chosen } : { complaint: `"${strange}" is not a valid choice.` };
}

function dateOf(value: unknown): CheckedValue {
  return typeof value === 'string' && DATE.test(value) && isDay(value)
    ? { value }
    : { complaint: 'Date has wrong format. Use one of these formats instead: YYYY-MM-DD.' };
}

function dateTimeOf(value: unknown): CheckedValue {
  const time = typeof value === 'string' && DATE_TIME.test(value) && isDay(value) ? utc(value) : undefined;
  return time === undefined
    ? {
        complaint:
          'Datetime has wrong format. Use one of these formats instead: YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z].',
      }
    : { value: time };
}

/** The value to store, or the framework's error message. Null is valid for every type. */
export function checkValue(attribute: Attribute, value: unknown): CheckedValue {
  if (value === null) return { value: null };
  switch (attribute.value_type) {
    case 'boolean': {
      const flag = typeof value === 'object' ? undefined : asFlag(value);
      return flag === undefined ? { complaint: 'Must be a valid boolean.' } : { value: flag };
    }
    case 'integer':
      return typeof value !== 'boolean' && INTEGER.test(str(value))
        ? { value: Number(value) }
        : { complaint: 'A valid integer is required.' };
    case 'float':
      return typeof value === 'number' || (typeof value === 'string' && FLOAT.test(value))
        ? { value: Number(value) }
        : { complaint: 'A valid number is required.' };
    case 'date':
      return dateOf(value);
    case 'datetime':
      return dateTimeOf(value);
    case 'fixed':
      return choicesOf(attribute, value);
    case 'json':
      return { value: asJson(value) };
    case 'string':
      return str(value).includes('\0')
        ? { complaint: 'Null characters are not allowed.' }
        : { value: str(value) };
    default: {
      const unknown: never = attribute.value_type;
      return unknown;
    }
  }
}
