/** How far what is wanted of all documents is reached. */
import { type Speed, type Subject, timed } from './subject.ts';

export interface Goal {
  readonly what: string;
  readonly is: string;
  readonly wanted: string;
  readonly met: boolean;
}

const percent = (part: number, whole: number): string =>
  `${part} of ${whole}${whole === 0 ? '' : ` (${((100 * part) / whole).toFixed(1)}%)`}`;

const sum = (subjects: readonly Subject[], of: (subject: Subject) => number | undefined): number =>
  subjects.reduce((total, subject) => total + (of(subject) ?? 0), 0);

/** A share that has to be reached. */
const atLeast = (what: string, part: number, whole: number, least: number): Goal => ({
  what,
  is: percent(part, whole),
  wanted: `≥ ${least * 100}%`,
  met: whole === 0 || part / whole >= least,
});

/** What must not be. */
const none = (what: string, count: number, whole?: number): Goal => ({
  what,
  is: whole === undefined ? String(count) : percent(count, whole),
  wanted: '0',
  met: count === 0,
});

const total = ({ ready, first }: Speed): number => ready + (first ?? Number.POSITIVE_INFINITY);

/** Those that are as good as Prism in something, of all that both start. */
function noWorse(what: string, both: readonly Subject[], measure: (speed: Speed) => number): Goal {
  const good = both.filter(
    ({ ours, prism }) => timed(ours) && timed(prism) && measure(ours) <= measure(prism),
  );
  return { what, is: percent(good.length, both.length), wanted: 'all', met: good.length === both.length };
}

/** Documents that the judge can read. */
const readOf = (subjects: readonly Subject[]): readonly Subject[] =>
  subjects.filter(({ operations }) => operations > 0);

function besidePrism(subjects: readonly Subject[]): readonly Goal[] {
  const theirs = readOf(subjects).filter(({ prism }) => timed(prism));
  if (theirs.length === 0) return [];
  const both = theirs.filter(({ ours }) => timed(ours));
  return [
    atLeast('starts of those that Prism starts', both.length, theirs.length, 0.98),
    noWorse('ready and first call no slower than Prism', both, total),
    noWorse('ready and first call in time of processor', both, ({ processor }) => processor),
    noWorse('memory no more than Prism', both, ({ memory }) => memory),
  ];
}

function walkGoals(subjects: readonly Subject[]): readonly Goal[] {
  const walks = subjects.flatMap((subject) => subject.walks).filter(({ impossible }) => !impossible);
  const held = walks.filter(({ broke }) => broke === undefined);
  const documented = walks.filter((walk) => walk.documented);
  const heldDocumented = held.filter((walk) => walk.documented);
  const equal = sum(subjects, ({ members }) => members?.equal);
  const others = sum(subjects, ({ members }) => (members?.different ?? 0) + (members?.lost ?? 0));
  return [
    atLeast('walks, POST has a documented creation', heldDocumented.length, documented.length, 0.9),
    atLeast('walks, all', held.length, walks.length, 0.8),
    atLeast('sent members that come back equal', equal, equal + others, 0.98),
  ];
}

function callGoals(subjects: readonly Subject[]): readonly Goal[] {
  const of = (count: 'valid' | 'refused' | 'invalid' | 'passed' | 'named'): number =>
    sum(subjects, ({ called }) => called?.[count]);
  const invalid = of('invalid');
  return [
    none('valid calls refused', of('refused'), of('valid')),
    atLeast('invalid calls refused', invalid - of('passed'), invalid, 0.99),
    atLeast('invalid calls refused and named', of('named'), invalid, 0.99),
  ];
}

function replyGoals(subjects: readonly Subject[]): readonly Goal[] {
  const of = (which: 'stateful' | 'other', count: 'invalid' | 'judged'): number =>
    sum(subjects, ({ replies }) => replies?.[which][count]);
  return [
    none('invalid replies from state', of('stateful', 'invalid'), of('stateful', 'judged')),
    none('other invalid replies', of('other', 'invalid'), of('other', 'judged')),
  ];
}

export function goals(subjects: readonly Subject[]): readonly Goal[] {
  const read = readOf(subjects);
  const starts = read.filter(({ ours }) => timed(ours)).length;
  return [
    { what: 'documents that start', is: percent(starts, read.length), wanted: '', met: true },
    ...besidePrism(subjects),
    ...walkGoals(subjects),
    ...callGoals(subjects),
    ...replyGoals(subjects),
    none(
      'calls without an answer',
      sum(subjects, ({ silences }) => silences),
    ),
    none(
      'calls of more than a second of processor',
      sum(subjects, ({ slow }) => slow),
    ),
    none('ends of more than two seconds', subjects.filter(({ ours }) => (ours?.end ?? 0) > 2_000).length),
  ];
}
