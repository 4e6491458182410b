/** An explanation as people read it: the cause first, and what there is to it below. */
import { styleText } from 'node:util';
import { escapeTerminal } from '../explain/escape-terminal.ts';
import type { Explanation } from '../explain/explain.ts';

const MISTAKES: Readonly<Record<NonNullable<Explanation['mistake']>, string>> = {
  request: 'in the request',
  contract: 'in the contract, or in the model of the vendor',
  credential: 'in the credential',
  state: 'in the state: with other records, or at another time, the call would do',
  fault: 'nobody’s: the fault was asked for',
  emulator: 'in the emulator; please report it',
};

type Row = readonly [label: string, text: string];

function* rowsOf(explanation: Explanation): Iterable<Row> {
  const { rule, value, misspelt, nearest, looked, sought, mistake, evidence, exchange, curl } = explanation;
  if (mistake !== null) yield ['mistake', MISTAKES[mistake]];
  if (rule !== null)
    yield [
      'rule',
      `${rule.file}${rule.line === null ? '' : `:${rule.line}`}  ${rule.keyword} at ${rule.pointer}`,
    ];
  if (value !== null) yield ['value', JSON.stringify(value)];
  if (misspelt !== null) yield ['misspelt', `${misspelt.sent}, for ${misspelt.meant}`];
  for (const { operation, method, path, difference } of nearest)
    yield ['nearest', `${operation}, ${method} ${path}: ${difference}`];
  if (looked.length > 0) yield ['state', `looked at ${looked.join(', ')}`];
  for (const { collection, field, value, found } of sought)
    yield ['', `${collection} with ${field} ${JSON.stringify(value)}: ${found === 0 ? 'none' : found}`];
  if (evidence !== null) yield ['evidence', `${evidence.grade}: ${evidence.source}`];
  yield ['exchange', exchange];
  yield ['again', curl];
}

const WIDTH = 'exchange'.length + 2;

export const formatExplanation = (explanation: Explanation): string =>
  [
    styleText('bold', escapeTerminal(explanation.summary)),
    ...[...rowsOf(explanation)].map(([label, text]) => `  ${label.padEnd(WIDTH)}${escapeTerminal(text)}`),
    '',
  ].join('\n');

/** For a terminal that calls pass by in. */
export const formatExplanationLine = ({ exchange, summary }: Explanation): string =>
  `${exchange}  ${summary}\n`;
