/** The exchanges of the world, live. */
import { useMemo } from 'preact/hooks';
import { ask, at } from '../api.ts';
import { exchanges, paused, resume } from '../feed.ts';
import { useLoaded } from '../loaded.ts';
import { copy } from '../parts/copy.ts';
import { DEFAULT_WORLD, go, href, route } from '../route.ts';
import { counted, visible } from '../text.ts';
import { attempt } from '../toast.tsx';
import { Compare } from './compare.tsx';
import { Detail } from './detail.tsx';
import { exportHar } from './export-har.ts';
import { filter, fits, found } from './filter.ts';
import { ClearFilters, Filters } from './filters.tsx';
import { List } from './list.tsx';

const toDetail = (): void => document.getElementById('detail')?.focus();
const toList = (): void => document.querySelector<HTMLElement>('.list')?.focus();

const pause = (): void => {
  paused.value = true;
};

const clear = (): Promise<boolean> =>
  attempt(async () => {
    await ask('DELETE', 'exchanges');
    go('exchanges');
  });

interface Start {
  readonly name: string;
  readonly baseUrl: string;
  readonly calls: readonly { readonly curl: string }[];
}

const examplesOf = async (name: string) =>
  (await ask<Pick<Start, 'calls'>>('GET', at('vendors', name, 'examples'))).calls;

/** URLs of the default world as those of another. */
const inWorld = (text: string, world: string): string =>
  world === DEFAULT_WORLD ? text : text.replace(/https?:\/\/[^/']+/, (origin) => `${origin}/w/${world}`);

async function loadStarts(world: string): Promise<readonly Start[]> {
  const { vendors } = await ask<{ vendors: readonly { name: string; baseUrl: string }[] }>('GET', 'vendors');
  return Promise.all(
    vendors.map(async ({ name, baseUrl }, index) => ({
      name,
      baseUrl: inWorld(baseUrl, world),
      // Trying calls takes a moment, so only those of the first are asked for.
      calls: index > 0 ? [] : (await examplesOf(name)).map(({ curl }) => ({ curl: inWorld(curl, world) })),
    })),
  );
}

/** Base URLs, and calls that work. */
function Starts({ world }: { world: string }) {
  const { value = [] } = useLoaded(() => loadStarts(world), world);
  return (
    <dl class="headers starts">
      {value.map(({ name, baseUrl, calls }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <code>{visible(baseUrl)}</code>
            {calls.map(({ curl }) => (
              <p key={curl}>
                <code>{visible(curl)}</code>{' '}
                <button type="button" class="link" onClick={() => copy(curl, 'curl command')}>
                  Copy
                </button>
              </p>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Empty({ filtered }: { filtered: boolean }) {
  const { world } = route.value;
  return (
    <div class="empty">
      {filtered ? (
        <p>No exchanges match the filters.</p>
      ) : (
        <>
          <p>No requests in the world {world} yet.</p>
          <p>
            Point a client at{' '}
            <code>
              {location.origin}
              {world === DEFAULT_WORLD ? '' : `/w/${world}`}/…
            </code>
            , or <a href={href('vendors')}>try a call from here</a>.
          </p>
          <Starts world={world} />
        </>
      )}
    </div>
  );
}

export function Exchanges() {
  const all = exchanges.value;
  const wanted = filter.value;
  const shown = useMemo(
    () => all.filter((summary) => fits(wanted, summary)).reverse(),
    [all, wanted, found.value],
  );
  const [selected, other] = route.value.rest;
  return (
    <div class={selected === undefined ? 'split' : 'split open'}>
      <section class="pane" aria-label="List of exchanges">
        <Filters />
        <p class="count">
          {shown.length === all.length
            ? counted(all.length, 'exchange')
            : `${counted(shown.length, 'exchange')} of ${all.length.toLocaleString('en')}`}
          <ClearFilters />
          <button type="button" class="link" onClick={() => (paused.value ? resume() : pause())}>
            {paused.value ? 'Resume' : 'Pause'}
          </button>
          <button
            type="button"
            class="link"
            disabled={shown.length === 0}
            onClick={() => attempt(() => exportHar(new Set(shown.map(({ id }) => id))))}
          >
            Export HAR
          </button>
          <button type="button" class="link" disabled={all.length === 0} onClick={clear}>
            Clear the list
          </button>
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
          <p class="none">Select an exchange to see its request, its reply, and the reason for it.</p>
        ) : other === undefined ? (
          <Detail key={selected} id={selected} />
        ) : (
          <Compare first={selected} second={other} />
        )}
      </section>
    </div>
  );
}
