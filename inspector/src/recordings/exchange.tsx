/** One recorded exchange, without its secrets. */
import { ask, type RecordedExchange as Exchange, type Recording } from '../api.ts';
import { Message } from '../exchanges/message.tsx';
import { useLoaded } from '../loaded.ts';
import { href } from '../route.ts';
import { visible } from '../text.ts';

const NO_FINDINGS: ReadonlyMap<string, string> = new Map();

/** Repeated headers are shown on lines of their own. */
function headersOf({ headers }: Exchange['request']): Readonly<Record<string, string>> {
  const shown: Record<string, string> = {};
  for (const [name = '', value = ''] of headers)
    shown[name] = shown[name] === undefined ? value : `${shown[name]}, ${value}`;
  return shown;
}

function Side({ title, of: message }: { title: string; of: Exchange['request'] }) {
  return (
    <>
      <Message title={title} headers={headersOf(message)} body={message.body} findings={NO_FINDINGS} />
      {message.omitted !== null && (
        <p class="none">
          The body of {message.size.toLocaleString('en')} bytes was not recorded: {message.omitted}.
        </p>
      )}
    </>
  );
}

export function RecordedExchange({ of: { vendor }, id }: { of: Recording; id: string }) {
  const { value: exchange, error } = useLoaded(
    () =>
      ask<Exchange>('GET', `recordings/${encodeURIComponent(vendor)}/exchanges/${encodeURIComponent(id)}`),
    `${vendor} ${id}`,
  );
  if (error !== undefined) return <p class="empty">{error}</p>;
  if (exchange === undefined) return null;
  return (
    <article class="record" aria-label={`Exchange ${id}`}>
      <header>
        <a href={href('recordings', [vendor])}>← All exchanges</a>
        <h2>
          {exchange.method} {visible(exchange.path)}
        </h2>
        <p>
          {exchange.status}, {exchange.operation ?? 'not in the contract'}, {exchange.at}, in{' '}
          {exchange.milliseconds.toFixed(0)} ms
        </p>
      </header>
      {exchange.findings.length === 0 ? (
        <p>The exchange matches the contract.</p>
      ) : (
        <ul aria-label="Findings">
          {exchange.findings.map((text) => (
            <li key={text}>{visible(text)}</li>
          ))}
        </ul>
      )}
      {exchange.kept.length > 0 && <p>Recorded without masking: {exchange.kept.join(', ')}</p>}
      <Side title="Request" of={exchange.request} />
      <Side title="Reply" of={exchange.reply} />
    </article>
  );
}
