/** Two exchanges side by side: only what differs. */
import { ask, at, type Exchange, type ExchangeSummary } from '../api.ts';
import { exchanges } from '../feed.ts';
import { useLoaded } from '../loaded.ts';
import { go, href } from '../route.ts';
import { prefixOf } from '../served.ts';
import { counted, shortened, visible } from '../text.ts';
import { differencesOf } from './differences.ts';

/** Longer lists are of no use in a menu. */
const MOST = 100;

const nameOf = ({ id, status, method, vendor, path }: ExchangeSummary): string =>
  visible(`${id}: ${status === 0 ? 'no reply' : status} ${method} ${shortened(prefixOf(vendor) + path, 60)}`);

function Group({ label, of }: { label: string; of: readonly ExchangeSummary[] }) {
  if (of.length === 0) return null;
  return (
    <optgroup label={label}>
      {of.map((summary) => (
        <option key={summary.id} value={summary.id}>
          {nameOf(summary)}
        </option>
      ))}
    </optgroup>
  );
}

/** Chooses the exchange to compare with; calls of the same operation come first. */
export function CompareWith({ exchange: { id, vendor, operation } }: { exchange: Exchange }) {
  const others = exchanges.value.filter((summary) => summary.id !== id).reverse();
  const isSame = (summary: ExchangeSummary): boolean =>
    summary.vendor === vendor && summary.operation === operation;
  return (
    <select
      class="compare-with"
      aria-label="Compare with"
      value=""
      disabled={others.length === 0}
      onChange={(event) => go('exchanges', [id, event.currentTarget.value])}
    >
      <option value="">Compare with…</option>
      <Group label="Same operation" of={others.filter(isSame).slice(0, MOST)} />
      <Group label="Other calls" of={others.filter((summary) => !isSame(summary)).slice(0, MOST)} />
    </select>
  );
}

const load = (first: string, second: string) =>
  Promise.all([ask<Exchange>('GET', at('exchanges', first)), ask<Exchange>('GET', at('exchanges', second))]);

const Value = ({ of }: { of: string | undefined }) =>
  of === undefined ? <td class="absent">absent</td> : <td class="value">{visible(shortened(of, 2_000))}</td>;

export function Compare({ first, second }: { first: string; second: string }) {
  const { value, error } = useLoaded(() => load(first, second), `${first} ${second}`);
  if (error !== undefined)
    return (
      <div class="empty">
        <p>{error}</p>
        <a href={href('exchanges')}>Back to the list</a>
      </div>
    );
  if (value === undefined) return <p class="none">…</p>;
  const differences = differencesOf(...value);
  return (
    <article class="detail">
      <header>
        <h2>
          {first} and {second}
        </h2>
        <p class="facts">
          <span>
            {differences.length === 0 ? 'No differences' : counted(differences.length, 'difference')}
          </span>
          <a href={href('exchanges', [first])}>Back to {first}</a>
          <a href={href('exchanges', [second])}>Open {second}</a>
        </p>
      </header>
      {differences.length > 0 && (
        <table class="differences">
          <thead>
            <tr>
              <th>Where</th>
              <th>{first}</th>
              <th>{second}</th>
            </tr>
          </thead>
          <tbody>
            {differences.map(({ place, first: before, second: after }) => (
              <tr key={place}>
                <th scope="row">{visible(place)}</th>
                <Value of={before} />
                <Value of={after} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </article>
  );
}
