/** What happens in the world, as it happens. */
import { useMemo } from 'preact/hooks';
import { exchanges } from '../feed.ts';
import { go, href, route } from '../route.ts';
import { counted } from '../text.ts';
import { Detail } from './detail.tsx';
import { filter, fits } from './filter.ts';
import { ClearFilters, Filters } from './filters.tsx';
import { List } from './list.tsx';

const toDetail = (): void => document.getElementById('detail')?.focus();
const toList = (): void => document.querySelector<HTMLElement>('.list')?.focus();

function Empty({ filtered }: { filtered: boolean }) {
  const { world } = route.value;
  return (
    <div class="empty">
      {filtered ? (
        <p>Nothing here fits the filters.</p>
      ) : (
        <>
          <p>Nothing has happened in the world {world} yet.</p>
          <p>
            Point a client at{' '}
            <code>
              {location.origin}
              {world === 'default' ? '' : `/w/${world}`}/…
            </code>
            , or <a href={href('vendors')}>try a call from here</a>.
          </p>
        </>
      )}
    </div>
  );
}

export function Exchanges() {
  const all = exchanges.value;
  const wanted = filter.value;
  const shown = useMemo(() => all.filter((summary) => fits(wanted, summary)).reverse(), [all, wanted]);
  const [selected] = route.value.rest;
  return (
    <div class={selected === undefined ? 'split' : 'split open'}>
      <section class="pane" aria-label="List of exchanges">
        <Filters />
        <p class="count">
          {shown.length === all.length
            ? counted(all.length, 'exchange')
            : `${counted(shown.length, 'exchange')} of ${all.length.toLocaleString('en')}`}
          <ClearFilters />
        </p>
        {shown.length === 0 ? (
          <Empty filtered={all.length > 0} />
        ) : (
          <List
            summaries={shown}
            selected={selected}
            onChoose={(id) => go('exchanges', [id])}
            onEnter={toDetail}
          />
        )}
      </section>
      <section
        class="pane"
        id="detail"
        aria-label="Exchange"
        tabIndex={-1}
        onKeyDown={(event) => {
          if (event.key === 'Escape') toList();
        }}
      >
        {selected === undefined ? (
          <p class="none">Choose an exchange to see what was sent, what was answered, and why.</p>
        ) : (
          <Detail key={selected} id={selected} />
        )}
      </section>
    </div>
  );
}
