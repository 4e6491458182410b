/** Whether a reply is what the document says of its status. */
import type { Document } from './document.ts';
import { generated } from './generate.ts';
import type { Answer } from './http.ts';
import { isList, isObject, type Json, objectOf, replaced } from './json.ts';
import { isJson, matches } from './media.ts';
import type { Content, Operation, Reply } from './operations.ts';
import type { Problem, Schemas } from './schemas.ts';

export type Judgement =
  | { readonly is: 'fits' | 'ours' }
  /** The schema says nothing about this reply: the judge accepts every changed copy too, or cannot read it. */
  | { readonly is: 'unjudged'; readonly because: string }
  | { readonly is: 'breaks'; readonly kind: string; readonly problems: readonly Problem[] };

export const replyFor = ({ replies }: Operation, status: number): Reply | undefined =>
  replies.find((reply) => reply.status === String(status)) ??
  replies.find((reply) => reply.status.toUpperCase() === `${String(status)[0]}XX`) ??
  replies.find((reply) => reply.status === 'default');

export const contentFor = (reply: Reply | undefined, mediaType: string): Content | undefined =>
  reply?.content.find((content) => matches(content.mediaType, mediaType));

/** Copies of a reply with one thing in them that is most likely wrong. */
function* changed(value: Json): Generator<Json> {
  const strange: readonly Json[] = [{ judge: [true] }, 'judge-text', 4711.5, null];
  if (isObject(value))
    for (const name of Object.keys(value).slice(0, 40)) {
      for (const other of strange) yield replaced(value, [name], other);
      yield replaced(value, [name], undefined);
      const [first] = isList(value[name]) ? value[name] : [value[name]];
      const inner = isList(value[name]) ? [name, '0'] : [name];
      for (const deep of Object.keys(objectOf(first)).slice(0, 10))
        for (const other of strange) yield replaced(value, [...inner, deep], other);
    }
  if (isList(value) && value.length > 0) for (const other of strange) yield [other, ...value.slice(1)];
  if (isList(value) && isObject(value[0]))
    for (const name of Object.keys(value[0]).slice(0, 40))
      for (const other of strange) yield replaced(value, ['0', name], other);
  yield* strange;
  yield [];
  yield {};
}

async function refusesAny(schemas: Schemas, schema: string, value: Json): Promise<boolean> {
  for (const copy of changed(value))
    if ((await schemas.judge(schema, 'reply', copy)).is === 'invalid') return true;
  return false;
}

const breaks = (kind: string): Judgement => ({ is: 'breaks', kind, problems: [] });

/** The problems that matter: where alternatives failed, those of each would only hide what is wrong. */
function kindOf(problems: readonly Problem[]): string {
  const [first] = problems.filter(
    ({ keyword }) => !['properties', 'items', 'ref', 'allOf'].includes(keyword),
  );
  return first?.keyword ?? 'schema';
}

const TRIES = 24;

/** Whether the judge finds a value itself that the schema accepts. A schema that contradicts itself accepts no value. */
async function hasValue(document: Document, schemas: Schemas, schema: string): Promise<boolean> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const members = (['required', 'plain', 'all'] as const)[attempt % 3] ?? 'plain';
    const value = generated(document, [schema], { members, choice: attempt, seed: `reply ${attempt}` });
    if ((await schemas.judge(schema, 'reply', value)).is === 'valid') return true;
  }
  return false;
}

export async function judged(
  document: Document,
  schemas: Schemas,
  operation: Operation,
  answer: Answer,
): Promise<Judgement> {
  const { status, headers, text, json } = answer;
  if (headers['x-vendouble-error'] !== undefined) return { is: 'ours' };
  const reply = replyFor(operation, status);
  if (reply === undefined) return breaks('undocumented status');
  if (reply.content.length === 0)
    return text === '' ? { is: 'unjudged', because: 'no content' } : breaks('body where none is documented');
  const mediaType = headers['content-type'] ?? '';
  if (text === '') {
    const wantsJson = reply.content.some((content) => isJson(content.mediaType));
    if (wantsJson && status !== 204 && status !== 304) return breaks('empty body');
    return { is: 'unjudged', because: 'no content' };
  }
  const content = contentFor(reply, mediaType);
  if (content === undefined) return breaks('undocumented media type');
  if (content.schema === undefined) return { is: 'unjudged', because: 'no schema' };
  if (!isJson(mediaType)) return { is: 'unjudged', because: `no JSON: ${mediaType}` };
  if (json === undefined) return breaks('ill-formed JSON');
  const verdict = await schemas.judge(content.schema, 'reply', json);
  if (verdict.is === 'unjudged') return verdict;
  // Only a reply that says so itself is excused.
  const isTold = headers['x-vendouble-drift'] !== undefined;
  if (verdict.is === 'invalid' && isTold && !(await hasValue(document, schemas, content.schema)))
    return { is: 'unjudged', because: 'no valid value was found, and the reply says so' };
  if (verdict.is === 'invalid')
    return { is: 'breaks', kind: kindOf(verdict.problems), problems: verdict.problems };
  if (await refusesAny(schemas, content.schema, json)) return { is: 'fits' };
  return { is: 'unjudged', because: 'the schema accepts everything' };
}
