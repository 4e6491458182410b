/** The segments of a path template: text, a parameter, or both mixed, as in `/{id}.json` and `/{from}-{to}`. */

export interface LiteralSegment {
  readonly literal: string;
}
export interface ParameterSegment {
  readonly parameter: string;
}
/** Texts with a parameter between each two. `v{n}` has the texts `v` and an empty one. */
export interface MixedSegment {
  readonly texts: readonly string[];
  readonly names: readonly string[];
}
export type Segment = LiteralSegment | ParameterSegment | MixedSegment;

/** Names of the parameters of a segment, in their order. */
export const parameterNames = (segment: Segment): readonly string[] =>
  'parameter' in segment ? [segment.parameter] : 'names' in segment ? segment.names : [];

/** @throws {Error} for an invalid segment */
function segmentOf(text: string): Segment {
  const pieces = text.split(/\{([^{}]+)\}/);
  const texts = pieces.filter((_, index) => index % 2 === 0).map(decodeURIComponent);
  const names = pieces.filter((_, index) => index % 2 === 1);
  if (texts.some((piece) => /[{}]/.test(piece)))
    throw new Error(`the segment ${text} has a brace without its twin, or with nothing inside`);
  if (names.length === 0) return { literal: texts[0] ?? '' };
  const [name = ''] = names;
  if (names.length === 1 && texts.every((piece) => piece === '')) return { parameter: name };
  if (texts.slice(1, -1).includes(''))
    throw new Error(`the parameters of the segment ${text} cannot be told apart; put text between them`);
  return { texts, names };
}

/**
 * The segments of a path template.
 *
 * @throws {Error} for an invalid segment
 */
export const parsePathTemplate = (template: string): readonly Segment[] =>
  template.split('/').slice(1).map(segmentOf);

/**
 * The values of the parameters, each as short as possible and none empty; `undefined` if the text does not fit.
 *
 * @param folded the text in the case in which the texts are compared
 */
export function matchSegment(
  text: string,
  texts: readonly string[],
  folded: string = text,
): readonly string[] | undefined {
  const [first = ''] = texts;
  const last = texts.at(-1) ?? '';
  const end = text.length - last.length;
  if (!folded.startsWith(first) || !folded.endsWith(last)) return undefined;
  let from = first.length;
  const values: string[] = [];
  for (const between of texts.slice(1, -1)) {
    const at = folded.indexOf(between, from + 1);
    if (at < 0) return undefined;
    values.push(text.slice(from, at));
    from = at + between.length;
  }
  return end > from ? [...values, text.slice(from, end)] : undefined;
}

type Relation = 'disjoint' | 'same' | 'one' | 'other' | 'unclear';

const opposite = (relation: Relation): Relation =>
  relation === 'one' ? 'other' : relation === 'other' ? 'one' : relation;

function mixedRelation(one: MixedSegment, other: MixedSegment): Relation {
  const [start = '', otherStart = ''] = [one.texts[0], other.texts[0]];
  const [end = '', otherEnd = ''] = [one.texts.at(-1), other.texts.at(-1)];
  if (!start.startsWith(otherStart) && !otherStart.startsWith(start)) return 'disjoint';
  if (!end.endsWith(otherEnd) && !otherEnd.endsWith(end)) return 'disjoint';
  if (one.texts.join('\0') === other.texts.join('\0')) return 'same';
  const covers = (wide: MixedSegment, from: string, to: string): boolean =>
    wide.names.length === 1 && from.startsWith(wide.texts[0] ?? '') && to.endsWith(wide.texts[1] ?? '');
  if (covers(other, start, end)) return 'one';
  return covers(one, otherStart, otherEnd) ? 'other' : 'unclear';
}

/** Which of two segments is more precise, if a text can fit both. */
function relationOf(one: Segment, other: Segment): Relation {
  if ('literal' in one) {
    if ('literal' in other) return one.literal === other.literal ? 'same' : 'disjoint';
    return 'texts' in other && matchSegment(one.literal, other.texts) === undefined ? 'disjoint' : 'one';
  }
  if ('parameter' in other) return 'parameter' in one ? 'same' : 'one';
  if ('texts' in one && 'texts' in other) return mixedRelation(one, other);
  return opposite(relationOf(other, one));
}

/**
 * Whether some path matches both templates and neither is more precise in every segment, so that the operation is
 * unclear.
 */
export function areAmbiguous(one: readonly Segment[], other: readonly Segment[]): boolean {
  if (one.length !== other.length) return false;
  const relations = new Set<Relation>();
  for (const [index, segment] of one.entries()) {
    const relation = relationOf(segment, other[index] ?? { literal: '' });
    // Most paths differ in their first segments, and a large document has a million pairs.
    if (relation === 'disjoint') return false;
    relations.add(relation);
  }
  return relations.has('unclear') || relations.has('one') === relations.has('other');
}

/** Whether two templates match the same paths, all of them. */
export const matchSamePaths = (one: readonly Segment[], other: readonly Segment[]): boolean =>
  one.length === other.length &&
  one.every((segment, index) => relationOf(segment, other[index] ?? { literal: '' }) === 'same');
