/** Calls that fit the document: each value is judged before it is sent. */
import type { Document } from './document.ts';
import { generated, type Way } from './generate.ts';
import { isList, isObject, type Json, objectOf } from './json.ts';
import { isForm } from './media.ts';
import type { Content, Operation, Parameter } from './operations.ts';
import type { Schemas } from './schemas.ts';
import { type Given, isSent, isWritable } from './write.ts';

export interface Reader {
  readonly document: Document;
  readonly schemas: Schemas;
}

/** Why no call could be made. */
export class Impossible extends Error {}

async function fits({ schemas }: Reader, schema: string | undefined, value: Json): Promise<boolean> {
  const verdict = await schemas.judge(schema, 'request', value);
  if (verdict.is === 'unjudged') throw new Impossible(`the judge cannot read ${schema}: ${verdict.because}`);
  return verdict.is === 'valid';
}

/** What a parameter can be given so that its text says the same again. */
const isPlain = (value: Json): boolean =>
  isList(value)
    ? value.length > 0 && value.every((one) => typeof one !== 'object' && one !== '')
    : isObject(value)
      ? Object.values(value).every((one) => typeof one !== 'object')
      : value !== null && value !== '';

async function parameterValue(
  reader: Reader,
  parameter: Parameter,
  way: Way,
  exemplary: boolean,
): Promise<Json> {
  const { schema, example, name, json } = parameter;
  if (
    exemplary &&
    example !== undefined &&
    (json || isPlain(example)) &&
    (await fits(reader, schema, example))
  )
    return example;
  let value: Json | undefined;
  for (let choice = 0; choice < 4; choice++) {
    const seed = `${way.seed} ${name} ${choice}`;
    try {
      value = generated(reader.document, [schema], { members: 'plain', choice: way.choice + choice, seed });
    } catch {
      continue;
    }
    if ((json || isPlain(value)) && (await fits(reader, schema, value))) return value;
  }
  throw new Impossible(`no value was found for the parameter ${name}`);
}

/** Members that a form cannot hold are left away. */
const asForm = (value: Json): Json =>
  Object.fromEntries(
    Object.entries(objectOf(value)).filter(
      ([, one]) =>
        one !== null && !isObject(one) && (!isList(one) || one.every((each) => typeof each !== 'object')),
    ),
  );

async function bodyValue(reader: Reader, content: Content, way: Way, exemplary: boolean): Promise<Json> {
  const { schema, example, mediaType } = content;
  const shaped = (value: Json): Json => (isForm(mediaType) ? asForm(value) : value);
  if (exemplary) {
    if (example !== undefined && (await fits(reader, schema, shaped(example)))) return shaped(example);
    throw new Impossible('there is no example that fits');
  }
  if (schema === undefined) return {};
  let reason = 'nothing that was made fits the body';
  for (let choice = 0; choice < 6; choice++) {
    const members = choice < 3 ? way.members : 'required';
    const seed = `${way.seed} body ${choice}`;
    try {
      const value = shaped(
        generated(reader.document, [schema], { members, choice: way.choice + choice, seed }),
      );
      if (await fits(reader, schema, value)) return value;
    } catch (cause) {
      if (cause instanceof Impossible) throw cause;
      reason = cause instanceof Error ? cause.message : String(cause);
    }
  }
  throw new Impossible(reason);
}

/** The content that the judge writes: JSON where it can be. */
function contentOf({ body, method }: Operation): Content | undefined {
  if (body === undefined || (!body.required && (method === 'GET' || method === 'DELETE'))) return undefined;
  const writable = body.content.filter(isWritable);
  const content = writable.find(({ mediaType }) => /json/.test(mediaType)) ?? writable[0];
  if (content === undefined && body.required)
    throw new Impossible(`the judge writes no ${body.content[0]?.mediaType ?? 'body'}`);
  return content;
}

/**
 * @param fixed values that parameters have to have, by name
 * @param exemplary with the examples of the document
 */
export async function validCall(
  reader: Reader,
  operation: Operation,
  way: Way,
  fixed: ReadonlyMap<string, Json> = new Map(),
  exemplary = false,
): Promise<Given> {
  const parameters: [Parameter, Json][] = [];
  for (const parameter of operation.parameters) {
    if (!isSent(parameter)) continue;
    const set = parameter.in === 'path' ? fixed.get(parameter.name) : undefined;
    if (set !== undefined) parameters.push([parameter, set]);
    else if (parameter.required)
      parameters.push([parameter, await parameterValue(reader, parameter, way, exemplary)]);
  }
  const content = contentOf(operation);
  const body =
    content === undefined ? undefined : { content, value: await bodyValue(reader, content, way, exemplary) };
  return { operation, parameters, body };
}
