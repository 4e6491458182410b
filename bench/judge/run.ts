/** Judges every document of a folder. `bench/documents.ts` says how it is called. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { goals } from './goals.ts';
import { setUp } from './keywords.ts';
import { allFindings, goalTable, kindTable, table, walkTable } from './report.ts';
import { judgeDocument, type Subject, type Wanted } from './subject.ts';

export interface Run extends Wanted {
  readonly folder: string;
  /** Words that the names of documents have to contain; none: all. */
  readonly only: readonly string[];
  readonly json: string | undefined;
}

const ABOUT = ['start', 'walk', 'reply', 'refused', 'passed', 'unnamed', 'silent', 'slow'] as const;
const MOST_KINDS = 40;

export async function run({ folder, only, json, ...wanted }: Run): Promise<boolean> {
  setUp();
  const names = readdirSync(folder)
    .filter((name) => /\.(json|ya?ml)$/.test(name))
    // What an earlier run wrote is no document.
    .filter((name) => json === undefined || resolve(folder, name) !== resolve(json))
    .filter((name) => only.length === 0 || only.some((word) => name.includes(word)))
    .toSorted();
  const subjects: Subject[] = [];
  for (const name of names) {
    const begun = performance.now();
    const subject = await judgeDocument(join(folder, name), name, wanted);
    subjects.push(subject);
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    const { noStart, judge } = subject;
    console.error(
      `${subjects.length} of ${names.length}: ${name}, ${seconds} s${noStart === undefined ? '' : ', no start'}${judge === undefined ? '' : `, judge: ${judge}`}`,
    );
    if (json !== undefined) writeFileSync(json, JSON.stringify(subjects, null, 1));
  }
  const findings = allFindings(subjects);
  const rows = goals(subjects);
  console.log(table(subjects));
  console.log(walkTable(subjects));
  for (const about of ABOUT)
    if (findings.some((finding) => finding.about === about))
      console.log(kindTable(findings, about, MOST_KINDS));
  const uncalled = subjects.reduce((count, { called }) => count + (called?.uncalled.length ?? 0), 0);
  const masked = subjects.reduce((count, { called }) => count + (called?.masked ?? 0), 0);
  console.log(
    `${uncalled} operations were not called: the judge could make no valid call. ${masked} invalid calls say nothing: their valid twin was refused for what is not there.`,
  );
  console.log(goalTable(rows));
  return rows.every(({ met }) => met);
}
