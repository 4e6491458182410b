/** What a call asks for: its query, the parts of a whole query string, and the body of QUERY. */
import { isObject } from '../../core/is-object.ts';
import type { BodyFields } from './fields.ts';
import type { OperationPlan } from './plan.ts';
import type { InferredCall } from './stored-records.ts';

const fieldsOf = (value: unknown): BodyFields => (isObject(value) ? value : {});

/** The parameter that is the whole query string, as OpenAPI 3.2 has it. */
const wholeQuery = ({ contracted }: OperationPlan): string | undefined =>
  contracted.parameters.find((parameter) => parameter.in === 'querystring')?.name;

/** The fields of a whole query string, and of the body of QUERY. */
function fieldsBesideQuery(plan: OperationPlan, { query, body }: InferredCall): BodyFields {
  const whole = wholeQuery(plan);
  return {
    ...(whole === undefined ? {} : fieldsOf(query[whole])),
    ...(plan.contracted.method === 'QUERY' ? fieldsOf(body) : {}),
  };
}

/** The call, with everything that it asks for in its query. */
export function withAskedFields(plan: OperationPlan, call: InferredCall): InferredCall {
  const fields = fieldsBesideQuery(plan, call);
  return Object.keys(fields).length === 0 ? call : { ...call, query: { ...call.query, ...fields } };
}

/** The names that a call sent outside the plain query, as inference names them: `status`, `filter[status]`. */
export function askedNames(plan: OperationPlan, call: InferredCall): readonly string[] {
  const { query } = plan.described;
  return Object.entries(fieldsBesideQuery(plan, call)).flatMap(([name, value]) =>
    query.some((parameter) => parameter.name.startsWith(`${name}[`)) && isObject(value)
      ? Object.keys(value).map((key) => `${name}[${key}]`)
      : [name],
  );
}
