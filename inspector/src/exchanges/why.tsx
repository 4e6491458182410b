/** Why a call got its reply: the cause first, then the details. */
import type { ComponentChildren } from 'preact';
import type { Exchange, Explanation } from '../api.ts';
import { Evidence } from '../parts/badges.tsx';
import { href } from '../route.ts';
import { shortened, visible } from '../text.ts';

const LIKELY_CAUSES: Readonly<Record<string, string>> = {
  request: 'The request is wrong.',
  contract: 'The contract is wrong or too strict.',
  credential: 'The credential is wrong or missing.',
  state: 'The records do not match what the call expects.',
  fault: 'A fault was set for this call.',
  emulator: 'This looks like a bug in vendouble.',
};

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The cause without the call, which stands above it. */
const causeOf = (summary: string): string => summary.replace(/^.*? → [^:]*: /s, '');

export function Why({ exchange, explanation }: { exchange: Exchange; explanation: Explanation }) {
  const { summary, likelyCause, rule, value, suggestion, nearest, collectionsRead, evidence } = explanation;
  const fine = likelyCause === null;
  return (
    <section class={fine ? 'why' : 'why refused'} aria-label="Why">
      <p class="cause">{visible(causeOf(summary))}</p>
      <dl>
        {likelyCause !== null && <Fact name="Likely cause">{LIKELY_CAUSES[likelyCause] ?? likelyCause}</Fact>}
        {exchange.issues.length > 0 && (
          <Fact name="Findings">
            <ul class="findings">
              {exchange.issues.map((issue) => (
                <li key={`${issue.in}${issue.pointer}${issue.keyword}`}>
                  <code>
                    {visible(String(issue.in))}
                    {visible(String(issue.pointer))}
                  </code>{' '}
                  {visible(String(issue.message))}
                </li>
              ))}
            </ul>
          </Fact>
        )}
        {exchange.drift.length > 0 && (
          <Fact name="Drift">
            <ul class="findings">
              {exchange.drift.map((text) => (
                <li key={text}>{visible(text)}</li>
              ))}
            </ul>
          </Fact>
        )}
        {rule !== null && (
          <Fact name="Rule">
            <code>
              {rule.file}
              {rule.line === null ? '' : `:${rule.line}`}
            </code>{' '}
            <code class="pointer">{visible(rule.pointer)}</code>
          </Fact>
        )}
        {value !== null && value !== undefined && (
          <Fact name="Value">
            <code>{visible(shortened(JSON.stringify(value), 200))}</code>
          </Fact>
        )}
        {suggestion !== null && (
          <Fact name="Suggestion">
            <code>{visible(suggestion.sent)}</code> → <code>{visible(suggestion.meant)}</code>
          </Fact>
        )}
        {nearest.length > 0 && (
          <Fact name="Similar">
            <ul class="findings">
              {nearest.map(({ operation, method, path, difference }) => (
                <li key={operation}>
                  <a href={href('vendors', [exchange.vendor, operation])}>
                    {method} {path}
                  </a>{' '}
                  {visible(difference)}
                </li>
              ))}
            </ul>
          </Fact>
        )}
        {collectionsRead.length > 0 && (
          <Fact name="Read">
            {collectionsRead.map((collection, index) => (
              <span key={collection}>
                {index > 0 && ', '}
                <a href={href('records', [exchange.vendor, collection])}>{collection}</a>
              </span>
            ))}
          </Fact>
        )}
        {evidence !== null && (
          <Fact name="Source">
            <Evidence grade={evidence.grade} /> {evidence.source}
          </Fact>
        )}
      </dl>
    </section>
  );
}
