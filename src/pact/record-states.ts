/** The provider states about records, as people write them: `a pet exists`, `3 pets exist`, `a pet with ID 10 does not exist`. */
import { plainName } from '../infer/naming.ts';
import type { StateCollection } from './state-collections.ts';

/** A field that the name of a state has, and its value as text: `ID` and `10`. */
export interface NamedField {
  readonly field: string;
  readonly value: string;
}

/** What such a state asks for. */
export interface RecordsState {
  readonly collection: StateCollection;
  readonly count: number;
  readonly named?: NamedField;
}

/** As many as `pets exist` asks for, which says that there are some. */
const SEVERAL = 3;
const MOST_RECORDS = 1_000;

const FORM =
  /^(?<there>there (?:is|are) )?(?:(?<no>no)|(?<number>\d+)|(?<one>an?|one)|the|some|several)? ?(?<subject>.+?)(?<verb> exists?| (?:does|do) not exist| (?:doesn|don)['’]t exist)?$/i;
const WITH_FIELD =
  /^(?<noun>.+?) (?:with|having|whose)(?: an?| the)? (?<field>[\w-]+)(?: is| of| =|:|=)? ?(?<value>"[^"]+"|'[^']+'|[^\s"']+)$/i;
/** `pet 10`, `pet "abc"`: what follows has a digit or stands in quotes. */
const WITH_ID = /^(?<noun>.+) (?<value>"[^"]+"|'[^']+'|[^\s"']*\d[^\s"']*)$/i;

const unquoted = (value: string): string => value.replace(/^(["'])(.*)\1$/, '$2');

interface Subject {
  readonly noun: string;
  readonly named?: NamedField;
}

/** The ways in which a subject can be read, the plainest first. */
function subjectsOf(text: string): readonly Subject[] {
  const field = WITH_FIELD.exec(text)?.groups;
  const id = WITH_ID.exec(text)?.groups;
  return [
    { noun: text },
    ...(field === undefined
      ? []
      : [
          {
            noun: field.noun ?? '',
            named: { field: field.field ?? '', value: unquoted(field.value ?? '') },
          },
        ]),
    ...(id === undefined
      ? []
      : [{ noun: id.noun ?? '', named: { field: 'id', value: unquoted(id.value ?? '') } }]),
  ];
}

/**
 * @param text the state's name without parameters
 * @returns a sentence where the state cannot be brought about, `undefined` for a name of another form
 */
export function parseRecordsState(
  text: string,
  collections: readonly StateCollection[],
): RecordsState | string | undefined {
  const { there, no, number, one, subject, verb } = FORM.exec(text.trim())?.groups ?? {};
  if (subject === undefined || (there === undefined && verb === undefined)) return undefined;
  if (one !== undefined && /exist$/i.test(verb ?? '') && !/not/i.test(verb ?? '')) return undefined;
  const quoted = JSON.stringify(text);
  for (const { noun, named } of subjectsOf(subject)) {
    const fitting = collections.filter(({ words }) => words.has(plainName(noun)));
    const [collection, second] = fitting;
    if (collection === undefined) continue;
    if (second !== undefined)
      return `the provider state ${quoted} fits several collections: ${fitting.map((one) => one.name).join(', ')}; name them apart with x-vendouble-resource in an overlay`;
    const isSeveral =
      number === undefined &&
      plainName(noun) === plainName(collection.many) &&
      plainName(noun) !== plainName(collection.one);
    const asked = number === undefined ? (isSeveral && named === undefined ? SEVERAL : 1) : Number(number);
    const isNone = no !== undefined || /not exist|n['’]t exist/i.test(verb ?? '');
    if (asked > MOST_RECORDS)
      return `the provider state ${quoted} asks for more than ${MOST_RECORDS} ${collection.many}`;
    if (named !== undefined && asked > 1) return undefined;
    // "3 pets do not exist" may mean that there are two.
    if (isNone && number !== undefined) return undefined;
    return { collection, count: isNone ? 0 : asked, ...(named === undefined ? {} : { named }) };
  }
  return undefined;
}
