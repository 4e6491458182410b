/** Formats an explanation for a terminal: the cause first, details below. */
import { styleText } from 'node:util';
import { escapeTerminal } from '../explain/escape-terminal.ts';
import type { Explanation } from '../explain/explain.ts';

const LIKELY_CAUSES: Readonly<Record<NonNullable<Explanation['likelyCause']>, string>> = {
  request: 'the request',
  contract: 'the contract, or the model of the vendor',
  credential: 'the credential',
  state: 'the state: with other records, or at another time, the call would succeed',
  fault: 'an injected fault',
  emulator: 'the emulator; please report it',
};

type Row = readonly [label: string, text: string];

function* rowsOf(explanation: Explanation): Iterable<Row> {
  const {
    rule,
    value,
    suggestion,
    nearest,
    collectionsRead,
    lookups,
    likelyCause,
    evidence,
    exchange,
    webhooks = [],
    curl,
  } = explanation;
  if (likelyCause !== null) yield ['likely cause', LIKELY_CAUSES[likelyCause]];
  if (rule !== null)
    yield [
      'rule',
      `${rule.file}${rule.line === null ? '' : `:${rule.line}`}  ${rule.keyword} at ${rule.pointer}`,
    ];
  if (value !== null) yield ['value', JSON.stringify(value)];
  if (suggestion !== null) yield ['suggestion', `${suggestion.meant} instead of ${suggestion.sent}`];
  for (const { operation, method, path, difference } of nearest)
    yield ['nearest', `${operation}, ${method} ${path}: ${difference}`];
  if (collectionsRead.length > 0) yield ['state', `read ${collectionsRead.join(', ')}`];
  for (const { collection, field, value, found } of lookups)
    yield ['', `${collection} with ${field} ${JSON.stringify(value)}: ${found === 0 ? 'none' : found}`];
  if (evidence !== null) yield ['evidence', `${evidence.grade}: ${evidence.source}`];
  for (const line of webhooks) yield ['webhook', line];
  yield ['exchange', exchange];
  yield ['again', curl];
}

const WIDTH = 'likely cause'.length + 2;

export const formatExplanation = (explanation: Explanation): string =>
  [
    styleText('bold', escapeTerminal(explanation.summary)),
    ...[...rowsOf(explanation)].map(([label, text]) => `  ${label.padEnd(WIDTH)}${escapeTerminal(text)}`),
    '',
  ].join('\n');

/** An explanation in one line, for a log of rejected calls. */
export const formatExplanationLine = ({ exchange, summary }: Explanation): string =>
  `${exchange}  ${summary}\n`;
