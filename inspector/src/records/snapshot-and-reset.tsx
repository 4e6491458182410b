/** All records of the world at once: save them, restore them, delete them, and undo that. */
import { useRef } from 'preact/hooks';
import { ask, at } from '../api.ts';
import { route } from '../route.ts';
import { attempt, say } from '../toast.tsx';

const undo = (): void =>
  void attempt(async () => {
    await ask('POST', 'undo');
    say('The records were restored');
  });

const reset = (): void =>
  void attempt(async () => {
    await ask('POST', 'reset', { query: { what: 'state' } });
    say(`The world ${route.value.world} is empty`, { undo });
  });

const snapshot = (): void =>
  void attempt(async () => {
    const dump = await ask<unknown>('GET', at('worlds', route.value.world, 'snapshot'), {
      query: { world: '' },
    });
    const url = URL.createObjectURL(
      new Blob([JSON.stringify(dump, undefined, 2)], { type: 'application/json' }),
    );
    const link = document.createElement('a');
    link.href = url;
    link.download = 'vendouble-snapshot.json';
    link.click();
    URL.revokeObjectURL(url);
  });

const restore = (file: File): void =>
  void attempt(async () => {
    let dump: unknown;
    try {
      dump = JSON.parse(await file.text());
    } catch {
      throw new Error('That file is not JSON; choose one that you saved with Snapshot.');
    }
    await ask('PUT', at('worlds', route.value.world, 'snapshot'), { query: { world: '' }, body: dump });
    say('The snapshot was restored', { undo });
  });

export function SnapshotAndReset() {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div class="actions">
      <button type="button" onClick={snapshot}>
        Snapshot
      </button>
      <button type="button" onClick={() => input.current?.click()}>
        Restore
      </button>
      <button type="button" class="danger" onClick={reset}>
        Reset
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept="application/json,.json"
        aria-label="Snapshot to restore"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file !== undefined) restore(file);
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}
