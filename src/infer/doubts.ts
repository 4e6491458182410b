/** What inference is not sure of, with the reason, so that you know where to look. */
import type { Inferred } from './inference.ts';
import { plainName } from './naming.ts';

/** Whether a path parameter says itself which property it is: `petId` or `pet_id` for `id`, `name` for `name`. */
const says = (parameter: string, field: string): boolean => plainName(parameter).endsWith(plainName(field));

/** The guesses behind a stateful operation that its names and schemas do not prove. */
export function doubtsOf(inferred: Inferred): readonly string[] {
  const { role, method, id, parents, sets, match, envelope, filters, operation, generated } = inferred;
  if (generated !== null) return [];
  const doubts: string[] = [];
  for (const { parameter, field } of id) {
    if (field === null) doubts.push(`no property shows ${parameter}, so it is kept beside the record`);
    else if (!says(parameter, field)) doubts.push(`${parameter} is taken to be the property ${field}`);
  }
  for (const { parameter, field, resource } of parents)
    if (field === null && resource === null)
      doubts.push(`${parameter} is taken to name something that exists, because nothing here creates it`);
  for (const [property, value] of Object.entries(sets))
    doubts.push(`it is taken to set ${property} to ${JSON.stringify(value)}, because of its name`);
  if (role === 'upsert' && method === 'POST')
    doubts.push(
      `${operation} is taken to change the record with the same ${match.join(' and ')}, because of its name`,
    );
  if (role === 'update' && method === 'POST' && Object.keys(sets).length === 0)
    doubts.push('POST to a record is taken to change it, because its body has properties of the record');
  if (envelope.inside !== undefined) doubts.push(`what is sent is taken to be shown in ${envelope.inside}`);
  for (const [parameter, property] of Object.entries(filters))
    if (!says(parameter, property)) doubts.push(`${parameter} is taken to select by ${property}`);
  return doubts;
}
