/** Filters a list by query parameters. */
import { schemaKeyword } from '../schema-properties.ts';
import { fieldText, valueIn } from './fields.ts';
import type { OperationPlan } from './plan.ts';
import type { InferredCall, StoredRecord } from './stored-records.ts';

/** Values that select every record, unless the contract lists them as values. */
const EVERYTHING = ['all', 'any', '*'];

/** Whether a property equals one of the wanted values, or is a list with one of them. */
function matches(value: unknown, wanted: unknown): boolean {
  const choices = (Array.isArray(wanted) ? wanted : [wanted]).map(fieldText);
  return (Array.isArray(value) ? value : [value]).some(
    (one) => one !== undefined && choices.includes(fieldText(one)),
  );
}

/** Whether the value of a filter selects every record. */
export const matchesAll = (value: unknown, choices: unknown): boolean =>
  EVERYTHING.includes(fieldText(value)) && !(Array.isArray(choices) && choices.includes(value));

/** A predicate for the records to list; `undefined` for all records. */
export function createFilter(
  plan: OperationPlan,
  { query }: InferredCall,
): ((record: StoredRecord) => boolean) | undefined {
  const { shown, inferred, contract } = plan;
  const selects = (parameter: string, property: string): boolean => {
    const value = valueIn(query, parameter);
    if (value === undefined) return false;
    const choices = schemaKeyword(contract.documents, shown?.properties.get(property), 'enum');
    return !matchesAll(value, choices);
  };
  const wanted = Object.entries(inferred.filters).filter(([parameter, property]) =>
    selects(parameter, property),
  );
  if (wanted.length === 0) return undefined;
  return ({ value }) =>
    wanted.every(([parameter, property]) => matches(value[property], valueIn(query, parameter)));
}
