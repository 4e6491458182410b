/** What is printed: a row for each document, walks by step, findings by kind, and what is wanted. */
import Table from 'cli-table3';
import type { Finding } from './findings.ts';
import type { Goal } from './goals.ts';
import { type Subject, timed } from './subject.ts';

const style = { head: [], border: [], compact: true };

function timeText({ ours, prism }: Subject): string {
  const text = (speed: Subject['prism']): string =>
    timed(speed)
      ? `${Math.round(speed.ready)}+${Math.round(speed.first ?? Number.NaN)} (${Math.round(speed.processor)}) ms ${Math.round(speed.memory)} MB`
      : '-';
  return prism === undefined ? text(ours) : `${text(ours)} / ${text(prism)}`;
}

export function table(subjects: readonly Subject[]): string {
  const made = new Table({
    head: [
      'document',
      'operations',
      'walks',
      'valid refused',
      'invalid passed',
      'invalid replies',
      'ours / Prism',
    ],
    style,
  });
  for (const subject of subjects) {
    const { name, version, operations, walks, called, replies, noStart, judge } = subject;
    const walked = walks.filter(({ impossible }) => !impossible);
    const held = walked.filter(({ broke }) => broke === undefined);
    const breaks =
      replies === undefined
        ? '-'
        : `${replies.stateful.invalid + replies.other.invalid} of ${replies.stateful.judged + replies.other.judged}`;
    made.push([
      `${name} ${version}`,
      operations,
      noStart === undefined ? `${held.length} of ${walked.length}` : 'no start',
      called === undefined
        ? judge === undefined
          ? '-'
          : 'judge stopped'
        : `${called.refused} of ${called.valid}`,
      called === undefined ? '-' : `${called.passed} of ${called.invalid}`,
      breaks,
      timeText(subject),
    ]);
  }
  return made.toString();
}

export function goalTable(rows: readonly Goal[]): string {
  const made = new Table({ head: ['what', 'is', 'wanted', ''], style });
  for (const { what, is, wanted, met } of rows) made.push([what, is, wanted, met ? '' : 'NOT REACHED']);
  return made.toString();
}

/** How often walks broke, by step and reason. */
export function walkTable(subjects: readonly Subject[]): string {
  const counted = new Map<string, number>();
  for (const { broke, reason, impossible } of subjects.flatMap(({ walks }) => walks)) {
    const key = impossible ? 'the judge made no call' : broke === undefined ? 'holds' : `${broke}: ${reason}`;
    counted.set(key, (counted.get(key) ?? 0) + 1);
  }
  const made = new Table({ head: ['walks', 'step and reason'], style });
  for (const [key, count] of [...counted].toSorted(([, one], [, other]) => other - one))
    made.push([count, key]);
  return made.toString();
}

type Named = Finding & { readonly document: string };

export const allFindings = (subjects: readonly Subject[]): readonly Named[] =>
  subjects.flatMap(({ name, findings }) => findings.map((finding) => ({ document: name, ...finding })));

/** How many findings there are of each kind, in how many documents, and one of them. */
export function kindTable(findings: readonly Named[], about: Finding['about'], most: number): string {
  const kinds = Map.groupBy(
    findings.filter((finding) => finding.about === about),
    ({ kind }) => kind,
  );
  const made = new Table({
    head: ['findings', 'documents', about, 'for example'],
    style,
    colWidths: [null, null, 60, 90],
    wordWrap: true,
  });
  const sorted = [...kinds].toSorted(([, one], [, other]) => other.length - one.length);
  for (const [kind, all] of sorted.slice(0, most)) {
    const [first] = all;
    const documents = new Set(all.map(({ document }) => document));
    made.push([
      all.length,
      documents.size,
      kind,
      `${first?.document} ${first?.operation} ${first?.detail.slice(0, 160)}`,
    ]);
  }
  return made.toString();
}
