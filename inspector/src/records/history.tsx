/** The history of a record: which exchange changed what. */
import type { Fields, Revision } from '../api.ts';
import { href } from '../route.ts';
import { shortened, timeOf, visible } from '../text.ts';

interface Difference {
  readonly name: string;
  readonly before: unknown;
  readonly after: unknown;
}

function differences(before: Fields, after: Fields): readonly Difference[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => ({ name, before: before[name], after: after[name] }));
}

const said = (value: unknown): string =>
  value === undefined ? 'absent' : visible(shortened(JSON.stringify(value), 80));

export function History({ revisions }: { revisions: readonly Revision[] }) {
  const described = revisions.map((revision, index) => {
    const before = revisions[index - 1]?.record;
    const what =
      revision.record === null
        ? 'deleted'
        : before === undefined
          ? 'first seen'
          : before === null
            ? 'created again'
            : 'changed';
    return {
      ...revision,
      what,
      changed: before && revision.record ? differences(before, revision.record) : [],
    };
  });
  return (
    <section class="history" aria-label="History">
      <h3>History</h3>
      {described.length === 0 && (
        <p class="none">No history: the record is older than the calls that are kept.</p>
      )}
      <ol>
        {described.reverse().map(({ at, exchange, what, changed }, index) => (
          <li key={index}>
            <p>
              <time dateTime={at}>{timeOf(at)}</time> {what} by{' '}
              {exchange === null ? (
                'an edit here or over the control plane'
              ) : (
                <a href={href('exchanges', [exchange])}>{exchange}</a>
              )}
            </p>
            {changed.length > 0 && (
              <ul class="findings">
                {changed.map(({ name, before, after }) => (
                  <li key={name}>
                    <code>{visible(name)}</code> <del>{said(before)}</del> → <ins>{said(after)}</ins>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
