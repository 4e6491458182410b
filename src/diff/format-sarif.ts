/** Changes as SARIF 2.1.0, which code scanning services read. */
import { createHash } from 'node:crypto';
import { CHANGE_KINDS, type ChangeKind } from './change-kinds.ts';
import { type DiffReport, describeExercise, operationOf } from './diff-report.ts';
import type { ExercisedChange } from './exercise.ts';
import type { ChangeLevel } from './kinds.ts';

const SEVERITIES: Readonly<Record<ChangeLevel, string>> = {
  breaking: 'error',
  additive: 'note',
  cosmetic: 'none',
};

/** As a relative reference: each part of the path percent-encoded. */
const uriOf = (file: string): string => file.split(/[/\\]/).map(encodeURIComponent).join('/');

const locationOf = ({ file, line, pointer }: ExercisedChange['old']): object => ({
  physicalLocation: {
    artifactLocation: { uri: uriOf(file) },
    ...(line === undefined ? {} : { region: { startLine: line } }),
  },
  logicalLocations: [{ fullyQualifiedName: `#${pointer}` }],
});

/** The same in later runs, whatever lines it moves to. */
const fingerprintOf = ({ kind, operation, part, path, name }: ExercisedChange): string =>
  createHash('sha256')
    .update(JSON.stringify([kind, operation?.title, part, path, name]))
    .digest('hex');

const wordsOf = (kind: ChangeKind): string => {
  const words = kind.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

function resultOf(change: ExercisedChange, rules: readonly ChangeKind[]): object {
  const { kind, level, message, advice, path, exercise } = change;
  const exercised = describeExercise(change);
  return {
    ruleId: kind,
    ruleIndex: rules.indexOf(kind),
    // `none` goes with a result that is no problem.
    ...(level === 'breaking' ? { kind: 'fail' } : level === 'cosmetic' ? { kind: 'informational' } : {}),
    level: SEVERITIES[level],
    message: {
      text: [`${operationOf(change)}: ${message}`, advice === 'Nothing.' ? '' : advice, exercised]
        .filter((line) => line !== '')
        .join(' '),
    },
    locations: [locationOf(change.new)],
    relatedLocations: [{ ...locationOf(change.old), message: { text: 'the old document' } }],
    partialFingerprints: { 'change/v1': fingerprintOf(change) },
    properties: { change: level, operation: operationOf(change), path, ...(exercise && { exercise }) },
  };
}

export function formatSarif({ changes }: DiffReport): string {
  const rules = [...new Set(changes.map(({ kind }) => kind))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'vendouble diff',
            rules: rules.map((kind) => ({
              id: kind,
              shortDescription: { text: wordsOf(kind) },
              defaultConfiguration: { level: SEVERITIES[CHANGE_KINDS[kind].level] },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: changes.map((change) => resultOf(change, rules)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}
