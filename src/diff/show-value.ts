/** Values of documents in sentences. */

const LONGEST = 60;
const MOST = 8;

export function showValue(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** `"a", "b" and 3 more`. */
export function showValues(values: readonly unknown[]): string {
  const shown = values.slice(0, MOST).map(showValue).join(', ');
  return values.length > MOST ? `${shown} and ${values.length - MOST} more` : shown;
}
