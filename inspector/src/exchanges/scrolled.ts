/** Keeps the rows in use where they are while new exchanges arrive above them. */
import { type Signal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ExchangeSummary } from '../api.ts';

/** Height of a row in pixels, as the style sheet sets it. */
export const ROW = 34;

interface Scrolled {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly top: number;
  readonly height: number;
  /** Exchanges that arrived above the rows in sight. */
  readonly newer: Signal<number>;
  readonly toTop: () => void;
  readonly onScroll: () => void;
  /** Scrolls no further than it takes to show the row at a place. */
  readonly show: (place: number) => void;
  /** Handlers of the frame around the list. */
  readonly inUse: Readonly<
    Record<'onPointerEnter' | 'onPointerLeave' | 'onFocusIn' | 'onFocusOut', () => void>
  >;
}

/**
 * @param summaries newest first
 * @param open whether an exchange is open beside the list
 */
export function useScrolled(summaries: readonly ExchangeSummary[], open: boolean): Scrolled {
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(600);
  const newer = useSignal(0);
  const first = useRef<string | undefined>(undefined);
  const use = useRef({ pointed: false, focused: false });
  const busy = (): boolean => use.current.pointed || use.current.focused || open;

  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const watch = new ResizeObserver(() => setHeight(element.clientHeight));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);

  // New rows push nothing: the list moves under the window by as much.
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
  const set = (part: 'pointed' | 'focused', value: boolean): void => {
    use.current[part] = value;
    const element = box.current;
    if (value || busy() || element === null || newer.value === 0) return;
    // Only the new rows are above: you have not scrolled down yourself.
    if (Math.abs(element.scrollTop - newer.value * ROW) < 1) toTop();
  };
  return {
    box,
    top,
    height,
    newer,
    toTop,
    onScroll: () => {
      const { scrollTop = 0 } = box.current ?? {};
      setTop(scrollTop);
      if (scrollTop === 0) newer.value = 0;
    },
    show: (place) => {
      const element = box.current;
      if (element === null) return;
      const at = place * ROW;
      if (at < element.scrollTop) element.scrollTop = at;
      else if (at + ROW > element.scrollTop + element.clientHeight)
        element.scrollTop = at + ROW - element.clientHeight;
    },
    inUse: {
      onPointerEnter: () => set('pointed', true),
      onPointerLeave: () => set('pointed', false),
      onFocusIn: () => set('focused', true),
      onFocusOut: () => set('focused', false),
    },
  };
}
