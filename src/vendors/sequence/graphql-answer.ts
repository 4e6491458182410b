/** Executes a GraphQL request as apollo-server 2.25 does. Loaded on first use, because `graphql` is large. */

import { type DocumentNode, execute, GraphQLError, parse, validate } from 'graphql';
import { isObject } from '../../core/is-object.ts';
import type { Json } from '../../core/store.ts';
import { fail } from '../../core/vendor.ts';
import type { components } from './contract.v1.gen.ts';
import { isTooDeep, notModelled, schema } from './graphql-schema.ts';

type WireError = components['schemas']['GraphqlError'];
type WireReply = components['schemas']['GraphqlReply'];

/** The result of a request: executed, refused with errors, or refused with a sentence before GraphQL parsed it. */
export type GraphqlOutcome =
  | { readonly executed: WireReply }
  | { readonly errors: readonly WireError[] }
  | { readonly sentence: string };

const MUST_BE_STRINGS = 'GraphQL queries must be strings.';
const SYNTAX_TREE = `${MUST_BE_STRINGS} It looks like you're sending the internal graphql-js representation of a parsed query in your request instead of a request in the GraphQL query language. You can convert an AST to a string using the \`print\` function from \`graphql\`, or use a client like \`apollo-client\` which converts the internal representation to a string for you.`;
const VARIABLES_ARE_NO_OBJECT =
  'Variables must be provided as an Object where each property is a variable value. Perhaps look to see if an unparsed JSON string was provided.';

const wire = ({ message, locations, path }: GraphQLError): WireError => ({
  message,
  ...(locations === undefined ? {} : { locations: locations.map(({ line, column }) => ({ line, column })) }),
  ...(path === undefined ? {} : { path: [...path] }),
});

/** The vendor adds `errors: null` to execution errors that no field threw. */
const wireOfExecution = (error: GraphQLError): WireError =>
  error.originalError === undefined ? { ...wire(error), errors: null } : wire(error);

/** Variables can be sent as JSON text; `undefined` if it is not JSON. */
function variablesOf(sent: Json): Json | undefined {
  if (typeof sent !== 'string' || sent === '') return sent;
  try {
    return JSON.parse(sent) as Json;
  } catch {
    return undefined;
  }
}

/** The parsed document, or its syntax and validation errors. */
function prepare(
  query: string,
): { readonly document: DocumentNode } | { readonly errors: readonly WireError[] } {
  try {
    if (isTooDeep(query)) throw fail('query_size');
    const document = parse(query);
    const field = notModelled(document);
    if (field !== undefined) throw fail('not_modelled', { field });
    const errors = validate(schema, document);
    // graphql 17 stops validating a query that is too wide; the vendor's version 15 does not.
    if (errors.some(({ message }) => message === 'Validation aborted.')) throw fail('query_size');
    return errors.length === 0 ? { document } : { errors: errors.map(wire) };
  } catch (cause) {
    if (!(cause instanceof GraphQLError)) throw cause;
    return { errors: [wire(cause)] };
  }
}

/** A value that is not a text becomes a name that no operation has. */
const nameOf = (sent: Json): string => (typeof sent === 'object' ? '[object Object]' : String(sent));

export async function answer(request: Json, root: object): Promise<GraphqlOutcome> {
  const { query = null, variables: sent = null, operationName = null } = isObject(request) ? request : {};
  if (query && typeof query !== 'string')
    return { sentence: isObject(query) && query.kind === 'Document' ? SYNTAX_TREE : MUST_BE_STRINGS };
  const variables = variablesOf(sent);
  if (variables === undefined) return { sentence: 'Variables are invalid JSON.' };
  if (typeof query !== 'string' || query === '') return { sentence: 'Must provide query string.' };
  const prepared = prepare(query);
  if ('errors' in prepared) return prepared;
  if (typeof variables !== 'object') return { errors: [{ message: VARIABLES_ARE_NO_OBJECT }] };
  const { data, errors } = await execute({
    schema,
    document: prepared.document,
    rootValue: root,
    variableValues: isObject(variables) ? variables : {},
    ...(operationName === null ? {} : { operationName: nameOf(operationName) }),
  });
  const shown = errors?.map(wireOfExecution) ?? [];
  if (data === undefined) return { errors: shown };
  return { executed: { ...(shown.length === 0 ? {} : { errors: shown }), data } };
}
