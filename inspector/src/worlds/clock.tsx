/** The clock of the world: freeze it, set it, advance it, and see what that changed. */
import { useEffect, useState } from 'preact/hooks';
import { type Advanced, ask, type Clock } from '../api.ts';
import { changes } from '../feed.ts';
import { useLoaded } from '../loaded.ts';
import { route } from '../route.ts';
import { attempt } from '../toast.tsx';

const STEPS = ['10s', '1m', '1h', '1d', '30d'] as const;

const shown = (iso: string): string => iso.replace('T', ' ').replace(/\.\d+Z$/, ' UTC');

/** A clock that runs is drawn as running; the emulator is not asked for every second. */
function useNow(clock: Clock | undefined): string {
  const [read, setRead] = useState({ at: 0, now: 0 });
  const [, tick] = useState(0);
  useEffect(() => {
    if (clock === undefined) return undefined;
    setRead({ at: Date.now(), now: Date.parse(clock.now) });
    if (clock.frozen) return undefined;
    const timer = setInterval(() => tick((before) => before + 1), 1_000);
    return () => clearInterval(timer);
  }, [clock]);
  if (clock === undefined || read.at === 0) return '…';
  return shown(new Date(clock.frozen ? read.now : read.now + Date.now() - read.at).toISOString());
}

export function ClockPanel() {
  const { world } = route.value;
  const { value: clock, error, reload } = useLoaded(() => ask<Clock>('GET', 'clock'), world, changes.value);
  const [moved, setMoved] = useState<Advanced>();
  const now = useNow(clock);
  const set = (body: { frozen: boolean; now?: string }): Promise<boolean> =>
    attempt(async () => {
      await ask('PUT', 'clock', { body });
      setMoved(undefined);
      reload();
    });
  const advance = (by: string): Promise<boolean> =>
    attempt(async () => {
      setMoved(await ask<Advanced>('POST', 'clock/advance', { body: { by } }));
      reload();
    });
  return (
    <section class="panel" aria-label="Clock">
      <h2>Clock of {world}</h2>
      {error !== undefined && <p class="none">{error}</p>}
      <p class="now">
        <time>{now}</time> <span class="badge">{clock?.frozen === true ? 'frozen' : 'running'}</span>
      </p>
      <div class="actions">
        {clock?.frozen === true ? (
          <button type="button" onClick={() => set({ frozen: false })}>
            Unfreeze
          </button>
        ) : (
          <button type="button" onClick={() => set({ frozen: true })}>
            Freeze
          </button>
        )}
        {STEPS.map((by) => (
          <button key={by} type="button" onClick={() => advance(by)}>
            +{by}
          </button>
        ))}
      </div>
      <form
        class="row-form"
        onSubmit={(event) => {
          event.preventDefault();
          const given = new FormData(event.currentTarget);
          void set({ frozen: true, now: new Date(`${given.get('now')}Z`).toISOString() });
        }}
      >
        <label>
          Freeze at (UTC)
          <input name="now" type="datetime-local" step="1" required />
        </label>
        <button type="submit">Set</button>
      </form>
      <form
        class="row-form"
        onSubmit={(event) => {
          event.preventDefault();
          void advance(String(new FormData(event.currentTarget).get('by')));
        }}
      >
        <label>
          Advance by
          <input
            name="by"
            required
            pattern="\d{1,9}(ms|s|m|h|d)"
            placeholder="90s"
            class="short"
            title="a number and ms, s, m, h or d"
          />
        </label>
        <button type="submit">Advance</button>
      </form>
      {moved !== undefined && (
        <div class="effects" role="status">
          <p>
            From {shown(moved.from)} to {shown(moved.now)}:
          </p>
          <ul>
            <li>
              {moved.reopened.length === 0
                ? 'no rate limit was reset'
                : `the rate limit was reset for ${moved.reopened.join(', ')}`}
            </li>
            <li>what expires by the clock (scrolls, cursors, jobs) is checked at the next call</li>
            <li>new records and the date header have the new time</li>
          </ul>
        </div>
      )}
    </section>
  );
}
