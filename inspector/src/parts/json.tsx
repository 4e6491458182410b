/** A JSON value, with what is wrong with it on the lines where it is wrong. */
import { useState } from 'preact/hooks';
import { visible } from '../text.ts';
import { linesOf } from './lines.ts';

/** More are drawn when asked for. */
const MOST_LINES = 300;

/** @param findings by JSON pointer, what is wrong there */
export function Json({
  value,
  findings = new Map(),
  label,
}: {
  value: unknown;
  findings?: ReadonlyMap<string, string>;
  label: string;
}) {
  const [whole, setWhole] = useState(false);
  const lines = linesOf(value);
  const shown = whole ? lines : lines.slice(0, MOST_LINES);
  const places = new Set(lines.map(({ pointer }) => pointer));
  return (
    <div class="json">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class="code" tabIndex={0} aria-label={label}>
        <pre>
          {shown.map(({ pointer, depth, name, text, kind, comma }, index) => {
            const finding = pointer === undefined ? undefined : findings.get(pointer);
            return (
              <span key={index} class={finding === undefined ? 'line' : 'line wrong'}>
                {'  '.repeat(depth)}
                {name !== undefined && (
                  <>
                    <span class="name">{visible(JSON.stringify(name))}</span>:{' '}
                  </>
                )}
                <span class={kind}>{visible(text)}</span>
                {comma && ','}
                {finding !== undefined && <span class="finding"> ← {visible(finding)}</span>}
                {'\n'}
              </span>
            );
          })}
        </pre>
      </section>
      {lines.length > shown.length && (
        <button type="button" class="link" onClick={() => setWhole(true)}>
          Show all {lines.length.toLocaleString('en')} lines
        </button>
      )}
      {[...findings]
        .filter(([pointer]) => !places.has(pointer))
        .map(([pointer, finding]) => (
          <p key={pointer} class="finding">
            <code>{visible(pointer)}</code> {visible(finding)}
          </p>
        ))}
    </div>
  );
}

/** A body as it was sent: as JSON where it is, and otherwise as text. */
export function Body({
  text,
  findings,
  label,
}: {
  text: string | null;
  findings?: ReadonlyMap<string, string>;
  label: string;
}) {
  if (text === null) return <p class="none">No body</p>;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      <section class="code text" tabIndex={0} aria-label={label}>
        <pre>{text.split('\n').map(visible).join('\n')}</pre>
      </section>
    );
  }
  return <Json value={value} label={label} {...(findings === undefined ? {} : { findings })} />;
}
