/** The exchanges, the newest on top; only the rows in sight are in the document, and rows in use hold still. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ExchangeSummary } from '../api.ts';
import { Badges, Status } from '../parts/badges.tsx';
import { prefixOf } from '../served.ts';
import { timeOf, visible } from '../text.ts';
import { ROW, useScrolled } from './scrolled.ts';

/** Rows drawn beyond those in sight, on either side. */
const SPARE = 8;

function Row({
  summary,
  selected,
  place,
  count,
  onChoose,
}: {
  summary: ExchangeSummary;
  selected: boolean;
  place: number;
  count: number;
  onChoose: () => void;
}) {
  const { id, at, method, vendor, path, status, milliseconds, failure } = summary;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list takes the keys for all its rows
    // biome-ignore lint/a11y/useFocusableInteractive: the list holds the focus and names the row
    <div
      id={`row-${id}`}
      class={selected ? 'row selected' : 'row'}
      role="option"
      aria-selected={selected}
      aria-setsize={count}
      aria-posinset={place + 1}
      style={{ transform: `translateY(${place * ROW}px)` }}
      onClick={onChoose}
    >
      <Status status={status} />
      <span class="method">{method}</span>
      <span class="path">
        <b>{visible(prefixOf(vendor))}</b>
        {visible(path)}{' '}
        <small>{visible(failure === null ? numberOf(id) : `${numberOf(id)} ${failure}`)}</small>
      </span>
      <Badges of={summary} />
      <time dateTime={at}>{timeOf(at)}</time>
      <span class="took">{milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms</span>
    </div>
  );
}

/** The exchanges of a list differ in their numbers only: `#3` of `default-3`. */
const numberOf = (id: string): string => `#${id.slice(id.lastIndexOf('-') + 1)}`;

/** The place that a key leads to; `undefined` for a key that does not move. @param page rows of a page */
function placeAfter(key: string, place: number, page: number, count: number): number | undefined {
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: place + 1,
    j: place + 1,
    ArrowUp: Math.max(place, 1) - 1,
    k: Math.max(place, 1) - 1,
    PageDown: place + page,
    PageUp: place - page,
    Home: 0,
    End: count - 1,
  };
  const next = moves[key];
  return next === undefined ? undefined : Math.max(0, Math.min(count - 1, next));
}

/** @param summaries newest first */
export function List({
  summaries,
  selected,
  onChoose,
  onEnter,
}: {
  summaries: readonly ExchangeSummary[];
  selected: string | undefined;
  onChoose: (id: string) => void;
  onEnter: () => void;
}) {
  const { box, top, height, newer, toTop, onScroll, show, inUse } = useScrolled(
    summaries,
    selected !== undefined,
  );
  /** The one last chosen, also before the address says so: keys may come faster. */
  const last = useRef(selected);
  useLayoutEffect(() => {
    last.current = selected;
  }, [selected]);

  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const place = summaries.findIndex(({ id }) => id === last.current);
    const page = Math.max(1, Math.floor(height / ROW) - 1);
    const next = placeAfter(event.key, place, page, summaries.length);
    const chosen = next === undefined ? undefined : summaries[next];
    if (next !== undefined && chosen !== undefined) {
      show(next);
      last.current = chosen.id;
      onChoose(chosen.id);
    } else if (event.key === 'Enter') onEnter();
    else return;
    event.preventDefault();
  };

  const start = Math.max(0, Math.floor(top / ROW) - SPARE);
  const end = Math.min(summaries.length, Math.ceil((top + height) / ROW) + SPARE);
  const window = summaries.slice(start, end);
  const active = window.some(({ id }) => id === selected) ? `row-${selected}` : undefined;
  return (
    <div class="list-frame" {...inUse}>
      {newer.value > 0 && top > 0 && (
        <button type="button" class="newer" onClick={toTop}>
          {`↑ ${newer.value} newer`}
        </button>
      )}
      <div
        ref={box}
        class="list"
        role="listbox"
        aria-label="Exchanges"
        aria-activedescendant={active}
        tabIndex={0}
        onScroll={onScroll}
        onKeyDown={press}
      >
        <div class="length" style={{ height: `${summaries.length * ROW}px` }}>
          {window.map((summary, index) => (
            <Row
              key={summary.id}
              summary={summary}
              selected={summary.id === selected}
              place={start + index}
              count={summaries.length}
              onChoose={() => onChoose(summary.id)}
            />
          ))}
        </div>
      </div>
    </div>
  );
}
