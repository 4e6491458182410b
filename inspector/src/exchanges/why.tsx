/** Why a call was answered as it was: the cause first, then what it rests on. */
import type { ComponentChildren } from 'preact';
import type { Exchange, Explanation } from '../api.ts';
import { Evidence } from '../parts/badges.tsx';
import { href } from '../route.ts';
import { shortened, visible } from '../text.ts';

const LIKELY_CAUSES: Readonly<Record<string, string>> = {
  request: 'The request looks wrong.',
  contract: 'The contract looks wrong or too narrow.',
  credential: 'The credential looks wrong.',
  state: 'The records are not as the call expects.',
  fault: 'Somebody asked for this fault.',
  emulator: 'This looks like a fault of vendouble.',
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
          <Fact name="Nearest">
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
          <Fact name="Looked at">
            {collectionsRead.map((collection, index) => (
              <span key={collection}>
                {index > 0 && ', '}
                <a href={href('records', [exchange.vendor, collection])}>{collection}</a>
              </span>
            ))}
          </Fact>
        )}
        {evidence !== null && (
          <Fact name="Known from">
            <Evidence grade={evidence.grade} /> {evidence.source}
          </Fact>
        )}
      </dl>
    </section>
  );
}
