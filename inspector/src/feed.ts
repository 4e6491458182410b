/** Follows the exchanges of the world that is shown. */
import { computed, effect, signal } from '@preact/signals';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { type ExchangeSummary, locked, open, Problem } from './api.ts';
import { route } from './route.ts';

/** As many as the emulator keeps. */
const MOST = 1_000;
/** What comes within this many milliseconds is drawn at once. */
const GATHER = 40;
const RETRY = 1_000;

/** Oldest first. */
export const exchanges = signal<readonly ExchangeSummary[]>([]);
export const link = signal<'opening' | 'live' | 'lost'>('opening');
/** Rises when something may have changed besides the list of exchanges. */
export const changes = signal(0);

const world = computed(() => route.value.world);

let waiting: ExchangeSummary[] = [];

/** Runs work a while after it was first asked for, however often it is asked for meanwhile. */
function gathered(milliseconds: number, work: () => void): () => void {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    setTimeout(() => {
      asked = false;
      work();
    }, milliseconds);
  };
}

const changed = gathered(250, () => {
  changes.value++;
});

/** While it is set, the list stays as it is; what arrives meanwhile is shown afterwards. */
export const paused = signal(false);

/** Shows new exchanges again. */
export function resume(): void {
  paused.value = false;
  draw();
}

const draw = gathered(GATHER, () => {
  if (paused.value) return;
  exchanges.value = [...exchanges.value, ...waiting].slice(-MOST);
  waiting = [];
  changed();
});

function take(event: string | undefined, text: string): void {
  if (event === 'exchanges') {
    waiting = [];
    const { exchanges: kept } = JSON.parse(text) as { exchanges: readonly ExchangeSummary[] };
    exchanges.value = kept;
    changed();
  } else if (event === 'exchange') {
    waiting.push(JSON.parse(text) as ExchangeSummary);
    draw();
  } else if (event === 'controlled') {
    // A cleared journal is shown as cleared.
    const { operation } = JSON.parse(text) as { operation: string };
    if (['reset', 'clearExchanges'].includes(operation)) restart();
    changed();
  }
}

let restart = (): void => {};

async function follow(signal: AbortSignal): Promise<void> {
  const reply = await open('GET', 'events', { signal });
  if (reply.body === null) return;
  link.value = 'live';
  const events = reply.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
  for await (const { event, data } of events) take(event, data);
}

/** Follows the world of the route until the page is closed, whatever breaks on the way. */
export function followWorld(): void {
  effect(() => {
    const abort = new AbortController();
    const shown = world.value;
    if (locked.value) return undefined;
    exchanges.value = [];
    let inner = new AbortController();
    restart = () => inner.abort();
    const run = async (): Promise<void> => {
      while (!abort.signal.aborted && world.peek() === shown) {
        inner = new AbortController();
        const again = await follow(AbortSignal.any([abort.signal, inner.signal])).catch((cause: unknown) =>
          cause instanceof Problem && cause.status === 404 ? ('gone' as const) : undefined,
        );
        if (abort.signal.aborted || again === 'gone') break;
        if (inner.signal.aborted) continue;
        link.value = 'lost';
        await new Promise((resolve) => setTimeout(resolve, RETRY));
      }
      if (!abort.signal.aborted) link.value = 'lost';
    };
    void run();
    return () => abort.abort();
  });
}
