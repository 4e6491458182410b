/** Renders the result of a verification: as text, as JSON, as JUnit and for GitHub Actions. */
import type { Format } from '../pact/findings.ts';
import { formatAnnotation } from '../reports/github.ts';
import { type JUnitCase, toJUnit } from '../reports/junit.ts';
import type { Verification, VerifiedInteraction } from './verify-pacts.ts';

const nameOf = ({ description, states }: VerifiedInteraction): string => {
  const given = states.filter((state) => state !== '');
  return given.length === 0 ? description : `${description}, given ${given.join(' and ')}`;
};

const reasonOf = ({ reason = 'failed' }: VerifiedInteraction): string => reason;

function caseOf(one: VerifiedInteraction): JUnitCase {
  const text = one.line === undefined ? reasonOf(one) : `${reasonOf(one)}\n${one.file}:${one.line}`;
  return {
    classname: one.file ?? one.consumer,
    name: nameOf(one),
    failure: one.ok || one.pending ? undefined : { message: reasonOf(one), text },
    skipped: one.ok || !one.pending ? undefined : `pending: ${reasonOf(one)}`,
  };
}

function asJUnit({ interactions, skipped }: Verification): string {
  const left = skipped.map(({ file, description, reason }) => ({
    classname: file,
    name: description,
    skipped: reason,
  }));
  const consumers = Map.groupBy(interactions, ({ consumer }) => consumer);
  return toJUnit([
    ...[...consumers].map(([name, own]) => ({ name, cases: own.map(caseOf) })),
    ...(left.length === 0 ? [] : [{ name: 'not verified', cases: left }]),
  ]);
}

const failures = ({ interactions }: Verification): readonly VerifiedInteraction[] =>
  interactions.filter(({ ok }) => !ok);

const summary = (verification: Verification): string => {
  const failed = failures(verification);
  const pending = failed.filter((one) => one.pending).length;
  const { interactions, skipped } = verification;
  return [
    `${interactions.length} interactions, ${failed.length - pending} failed`,
    ...(pending === 0 ? [] : [`${pending} pending failed`]),
    ...(skipped.length === 0 ? [] : [`${skipped.length} not over HTTP and not verified`]),
  ].join(', ');
};

const asGitHub = (verification: Verification): string =>
  [
    ...failures(verification).map((one) =>
      formatAnnotation({
        level: one.pending ? 'warning' : 'error',
        file: one.file,
        line: one.line,
        title: `pact: ${one.consumer}`,
        text: `${nameOf(one)}: ${reasonOf(one)}`,
      }),
    ),
    summary(verification),
    '',
  ].join('\n');

/** Sentences about what failed, one a line; for standard error beside the text. */
export const failureLines = (verification: Verification): readonly string[] => [
  ...failures(verification).map(
    (one) => `${one.consumer}: ${one.pending ? 'pending: ' : ''}${nameOf(one)}: ${reasonOf(one)}`,
  ),
  ...verification.skipped.map(
    ({ file, description, reason }) => `${file}: ${description}: not verified, because ${reason}`,
  ),
];

export function renderVerification(verification: Verification, format: Format): string {
  switch (format) {
    case 'text':
      return `${summary(verification)}\n`;
    case 'json':
      return `${JSON.stringify(verification, null, 2)}\n`;
    case 'junit':
      return asJUnit(verification);
    case 'github':
      return asGitHub(verification);
    default: {
      const never: never = format;
      return never;
    }
  }
}
