/** The exchanges, the newest on top; only the rows in sight are in the document, and rows in use hold still. */
import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ExchangeSummary } from '../api.ts';
import { Badges, Status } from '../parts/badges.tsx';
import { prefixOf } from '../served.ts';
import { timeOf, visible } from '../text.ts';

/** Height of a row in pixels, as the style sheet sets it. */
const ROW = 34;
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
  const { id, at, method, vendor, path, status, milliseconds } = summary;
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
        {visible(path)}
      </span>
      <Badges of={summary} />
      <time dateTime={at}>{timeOf(at)}</time>
      <span class="took">{milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms</span>
    </div>
  );
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
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(600);
  const pointed = useRef(false);
  const focused = useRef(false);
  /** Whether somebody reads here: a row that is pointed at, or one that is open beside the list, stays where it is. */
  const busy = (): boolean => pointed.current || focused.current || selected !== undefined;
  const newer = useSignal(0);
  const first = useRef<string | undefined>(undefined);
  /** The one last chosen, also before the address says so: keys may come faster. */
  const last = useRef(selected);
  useLayoutEffect(() => {
    last.current = selected;
  }, [selected]);

  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const watch = new ResizeObserver(() => setHeight(element.clientHeight));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);

  // What came on top pushes nothing: the list moves under the window by as much.
  useLayoutEffect(() => {
    const element = box.current;
    const before = first.current;
    first.current = summaries[0]?.id;
    if (element === null || before === undefined || before === first.current) return;
    const added = summaries.findIndex(({ id }) => id === before);
    if (added <= 0 || (element.scrollTop === 0 && !busy())) return;
    element.scrollTop += added * ROW;
    newer.value = Math.min(newer.value + added, summaries.length);
    setTop(element.scrollTop);
  }, [summaries]);

  const toTop = (): void => {
    newer.value = 0;
    box.current?.scrollTo({ top: 0 });
  };
  const release = (): void => {
    const element = box.current;
    // Where only what came meanwhile lies above, nobody has gone down the list.
    if (!busy() && element !== null && newer.value > 0 && Math.abs(element.scrollTop - newer.value * ROW) < 1)
      toTop();
  };
  const choose = (place: number): void => {
    const wanted = summaries[Math.max(0, Math.min(summaries.length - 1, place))];
    const element = box.current;
    if (wanted === undefined || element === null) return;
    const at = summaries.indexOf(wanted) * ROW;
    if (at < element.scrollTop) element.scrollTop = at;
    else if (at + ROW > element.scrollTop + element.clientHeight)
      element.scrollTop = at + ROW - element.clientHeight;
    last.current = wanted.id;
    onChoose(wanted.id);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const place = summaries.findIndex(({ id }) => id === last.current);
    const page = Math.max(1, Math.floor(height / ROW) - 1);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: place + 1,
      j: place + 1,
      ArrowUp: Math.max(place, 1) - 1,
      k: Math.max(place, 1) - 1,
      PageDown: place + page,
      PageUp: Math.max(place - page, 0),
      Home: 0,
      End: summaries.length - 1,
    };
    const next = moves[event.key];
    if (next !== undefined) choose(next);
    else if (event.key === 'Enter') onEnter();
    else return;
    event.preventDefault();
  };

  const start = Math.max(0, Math.floor(top / ROW) - SPARE);
  const end = Math.min(summaries.length, Math.ceil((top + height) / ROW) + SPARE);
  const window = summaries.slice(start, end);
  const active = window.some(({ id }) => id === selected) ? `row-${selected}` : undefined;
  return (
    <div
      class="list-frame"
      onPointerEnter={() => {
        pointed.current = true;
      }}
      onPointerLeave={() => {
        pointed.current = false;
        release();
      }}
      onFocusIn={() => {
        focused.current = true;
      }}
      onFocusOut={() => {
        focused.current = false;
        release();
      }}
    >
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
        onScroll={(event) => {
          setTop(event.currentTarget.scrollTop);
          if (event.currentTarget.scrollTop === 0) newer.value = 0;
        }}
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
