/**
 * `npm run check:quotes -- --seeds DIR --repositories DIR`: whether the words that the contracts quote are in their sources. Exits 1
 * for a quote that is not there, and 2 for quotes whose source is not here: they were not checked.
 */
import { parseArgs } from 'node:util';
import { claimsInSpecs } from './evidence/claims-in-specs.ts';
import { quotesIn, verdictOn } from './evidence/quotes.ts';

const { values } = parseArgs({ options: { seeds: { type: 'string' }, repositories: { type: 'string' } } });
const sources = { seeds: values.seeds, repositories: values.repositories };
const judged = quotesIn(claimsInSpecs()).map((quote) => ({ ...quote, verdict: verdictOn(quote, sources) }));
const wrong = judged.filter(({ verdict }) => verdict === 'wrong');
const unchecked = judged.filter(({ verdict }) => verdict === 'no source');
for (const { claim, path, line, words } of wrong)
  console.error(`${claim}: line ${line} of ${path} does not say ${JSON.stringify(words)}`);
const missing = new Set(unchecked.map(({ repository, path }) => repository ?? path));
if (missing.size > 0)
  console.error(
    `NOT CHECKED: ${unchecked.length} of ${judged.length} quotes, because these are not here: ${[...missing].join(', ')}. Name their folders with --seeds and --repositories`,
  );
console.log(
  `${judged.length - wrong.length - unchecked.length} of ${judged.length} quotes are in their sources`,
);
process.exitCode = wrong.length > 0 ? 1 : unchecked.length > 0 ? 2 : 0;
