/** One collection, a page at a time. */
import { useEffect, useState } from 'preact/hooks';
import { ask, at, type Fields } from '../api.ts';
import { changes } from '../feed.ts';
import { useLoaded } from '../loaded.ts';
import { go, href } from '../route.ts';
import { counted, shortened, visible } from '../text.ts';
import type { Held } from './held.ts';

const PAGE = 50;
const LONGEST_CELL = 60;

interface Page {
  readonly total: number;
  readonly records: readonly Fields[];
}

/** The key, then what most records have, in the order they have it. */
function columnsOf(records: readonly Fields[], key: string): readonly string[] {
  const names = new Set(records.flatMap((record) => Object.keys(record)));
  names.delete(key);
  return [key, ...names];
}

const cellOf = (value: unknown): string =>
  value === undefined || value === null
    ? ''
    : shortened(typeof value === 'object' ? JSON.stringify(value) : String(value), LONGEST_CELL);

export function Table({ of }: { of: Held }) {
  const { vendor, collection, account, key } = of;
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState('');
  const [offset, setOffset] = useState(0);
  useEffect(() => {
    if (typed === search) return undefined;
    const timer = setTimeout(() => {
      setSearch(typed);
      setOffset(0);
    }, 200);
    return () => clearTimeout(timer);
  }, [typed, search]);
  const { value: page, error } = useLoaded(
    async () => {
      const query = { account, search, offset, limit: PAGE };
      const found = await ask<Page>('GET', at('records', vendor, collection), { query });
      return { ...found, offset };
    },
    `${vendor} ${collection} ${account}`,
    `${search} ${offset} ${changes.value}`,
  );
  const records = page?.records ?? [];
  const total = page?.total ?? 0;
  const first = page?.offset ?? 0;
  const columns = columnsOf(records, key);
  return (
    <div class="records">
      <header>
        <button
          type="button"
          class="quiet back"
          aria-label="Back to the collections"
          onClick={() => go('records')}
        >
          ←
        </button>
        <h2>
          {vendor} {collection}
        </h2>
        <input
          type="search"
          aria-label={`Search ${collection}`}
          placeholder="Search…"
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <span class="space" />
        <span class="count">
          {total === 0
            ? '0 records'
            : `${first + 1} – ${first + records.length} of ${counted(total, 'record')}`}
        </span>
        <button type="button" disabled={offset === 0} onClick={() => setOffset(Math.max(0, offset - PAGE))}>
          Previous
        </button>
        <button type="button" disabled={offset + PAGE >= total} onClick={() => setOffset(offset + PAGE)}>
          Next
        </button>
      </header>
      {error !== undefined && <p class="empty">{error}</p>}
      {page !== undefined && records.length === 0 && (
        <p class="empty">{search === '' ? `No ${collection} in ${vendor} yet.` : 'No records match.'}</p>
      )}
      {records.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section class="scroll" tabIndex={0} aria-label={`Records of ${collection}`}>
          <table>
            <thead>
              <tr>
                {columns.map((name) => (
                  <th key={name}>{visible(name)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {records.map((record) => (
                <tr key={String(record[key])}>
                  {columns.map((name) => (
                    <td key={name}>
                      {name === key ? (
                        <a href={href('records', [vendor, collection, account, String(record[key])])}>
                          {visible(cellOf(record[name]))}
                        </a>
                      ) : (
                        visible(cellOf(record[name]))
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}
