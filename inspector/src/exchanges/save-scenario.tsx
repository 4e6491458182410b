/** Keeps one exchange, or everything that led to it, as a named beginning. */
import type { RefObject } from 'preact';
import { useState } from 'preact/hooks';
import { ask, at, type Exchange, type ExchangeSummary } from '../api.ts';
import { exchanges } from '../feed.ts';
import { attempt, say } from '../toast.tsx';

/** The successful writes of the vendor up to an exchange, itself included. */
const ledTo = (exchange: Exchange): readonly ExchangeSummary[] => {
  const all = exchanges.value;
  const last = all.findIndex(({ id }) => id === exchange.id);
  return all
    .slice(0, last + 1)
    .filter(
      ({ vendor, method, status, operation }) =>
        vendor === exchange.vendor && method !== 'GET' && status >= 200 && status < 300 && operation !== null,
    );
};

export function SaveScenario({
  dialog,
  exchange,
}: {
  dialog: RefObject<HTMLDialogElement | null>;
  exchange: Exchange;
}) {
  const [all, setAll] = useState(true);
  const led = ledTo(exchange);
  const save = async (form: HTMLFormElement): Promise<void> => {
    const given = new FormData(form);
    const name = String(given.get('name'));
    const description = String(given.get('description') ?? '');
    const ids = all ? led.map(({ id }) => id) : [exchange.id];
    const saved = await attempt(async () => {
      const { file } = await ask<{ file: string }>('PUT', at('scenarios', name), {
        body: { exchanges: ids, ...(description === '' ? {} : { description }) },
      });
      say(`Saved as ${file}`);
    });
    if (saved) dialog.current?.close();
  };
  return (
    <dialog ref={dialog} aria-label="Save as scenario">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save(event.currentTarget);
        }}
      >
        <h2>Save as scenario</h2>
        <label>
          Name
          <input
            name="name"
            required
            pattern="[a-z0-9][a-z0-9\-]{0,62}"
            placeholder="two-users"
            autocomplete="off"
          />
          <small>Lowercase letters, digits and dashes. The file gets the same name.</small>
        </label>
        <label>
          Description
          <input name="description" autocomplete="off" maxLength={500} />
        </label>
        <fieldset>
          <legend>Calls</legend>
          <label class="inline">
            <input type="radio" name="calls" checked={all} onChange={() => setAll(true)} />
            all {led.length} up to this one that changed data of {exchange.vendor}
          </label>
          <label class="inline">
            <input type="radio" name="calls" checked={!all} onChange={() => setAll(false)} />
            only this one
          </label>
        </fieldset>
        <div class="actions">
          <button type="submit" class="primary" disabled={all && led.length === 0}>
            Save
          </button>
          <button type="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
        </div>
      </form>
    </dialog>
  );
}
