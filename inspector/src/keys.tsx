/** The keys that work everywhere, and the dialog that lists them. */
import { useEffect, useRef } from 'preact/hooks';
import { go, VIEWS } from './route.ts';

const LIST: readonly (readonly [string, string])[] = [
  ['1 – 5', 'exchanges, vendors, records, worlds, recordings'],
  ['/', 'search'],
  ['↑ ↓ or k j', 'previous or next exchange'],
  ['Home End', 'newest or oldest exchange'],
  ['Enter', 'go to the details'],
  ['Esc', 'back to the list'],
  ['?', 'this list'],
];

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select, dialog') !== null;

export function Keys() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const view = VIEWS[Number(event.key) - 1];
      if (view !== undefined) go(view);
      else if (event.key === '?') dialog.current?.showModal();
      else if (event.key === '/') {
        event.preventDefault();
        document.querySelector<HTMLInputElement>('main input[type=search]')?.focus();
      }
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  return (
    <>
      <button type="button" class="quiet" aria-label="Keyboard" onClick={() => dialog.current?.showModal()}>
        ?
      </button>
      <dialog ref={dialog} aria-label="Keyboard">
        <form method="dialog">
          <h2>Keyboard</h2>
          <dl class="keys">
            {LIST.map(([keys, what]) => (
              <div key={keys}>
                <dt>
                  <kbd>{keys}</kbd>
                </dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
          <button type="submit">Close</button>
        </form>
      </dialog>
    </>
  );
}
