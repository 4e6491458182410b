/** What a query can have: its parameters, or the fields of a whole query string (OpenAPI 3.2). */
import type { Operation } from '../contract/contract.ts';
import type { Parameter } from '../contract/parameters/decode.ts';

export type QueryField = Pick<Parameter, 'name' | 'shape'>;

export function queryFields({ parameters }: Operation): readonly QueryField[] {
  return parameters.flatMap((parameter): readonly QueryField[] => {
    if (parameter.in === 'query') return [parameter];
    if (parameter.in !== 'querystring') return [];
    return parameter.shape.names().flatMap((name) => {
      const shape = parameter.shape.property(name);
      return shape === undefined ? [] : [{ name, shape }];
    });
  });
}
