/** Headers and body of a request or a reply. */
import { copy } from '../parts/copy.ts';
import { Body } from '../parts/json.tsx';
import { counted, visible } from '../text.ts';

export function Message({
  title,
  headers,
  body,
  findings,
}: {
  title: string;
  headers: Readonly<Record<string, string>>;
  body: string | null;
  findings: ReadonlyMap<string, string>;
}) {
  const entries = Object.entries(headers);
  return (
    <section class="message" aria-label={title}>
      <h3>
        {title}
        {body !== null && (
          <button type="button" class="link" onClick={() => copy(body, `Body of the ${title.toLowerCase()}`)}>
            Copy body
          </button>
        )}
      </h3>
      <details>
        <summary>{counted(entries.length, 'header')}</summary>
        <dl class="headers">
          {entries.map(([name, value]) => (
            <div key={name}>
              <dt>{visible(name)}</dt>
              <dd>{visible(value)}</dd>
            </div>
          ))}
        </dl>
      </details>
      <Body text={body} findings={findings} label={`Body of the ${title.toLowerCase()}`} />
    </section>
  );
}
