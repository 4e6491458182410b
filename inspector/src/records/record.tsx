/** One record: its fields, its history, and a form to edit it. */
import { useState } from 'preact/hooks';
import { ask, at, type Fields, Problem, type Revision } from '../api.ts';
import { changes } from '../feed.ts';
import { useLoaded } from '../loaded.ts';
import { Json } from '../parts/json.tsx';
import { go } from '../route.ts';
import { visible } from '../text.ts';
import { attempt, say } from '../toast.tsx';
import type { Held } from './held.ts';
import { History } from './history.tsx';

interface Known {
  readonly record: Fields | undefined;
  readonly revisions: readonly Revision[];
}

const load = async ({ vendor, collection, account }: Held, id: string): Promise<Known> => {
  const query = { account };
  const place = at('records', vendor, collection, id);
  const [record, { revisions }] = await Promise.all([
    ask<Fields>('GET', place, { query }).catch((cause: unknown) => {
      if (cause instanceof Problem && cause.status === 404) return undefined;
      throw cause;
    }),
    ask<{ revisions: readonly Revision[] }>('GET', `${place}/history`, { query }),
  ]);
  return { record, revisions };
};

function Editor({ of, id, record, onDone }: { of: Held; id: string; record: Fields; onDone: () => void }) {
  const [text, setText] = useState(() => JSON.stringify(record, undefined, 2));
  const save = (): Promise<boolean> =>
    attempt(async () => {
      let to: unknown;
      try {
        to = JSON.parse(text);
      } catch (cause) {
        throw new Error(`This is not JSON: ${(cause as Error).message}`);
      }
      await ask('PUT', at('records', of.vendor, of.collection, id), {
        query: { account: of.account },
        body: { from: record, to },
      });
      say(`${id} was changed`);
      onDone();
    });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <label>
        Record
        <textarea
          rows={Math.min(30, text.split('\n').length + 1)}
          spellcheck={false}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <div class="actions">
        <button type="submit" class="primary">
          Save
        </button>
        <button type="button" onClick={onDone}>
          Cancel
        </button>
      </div>
    </form>
  );
}

export function Record({ of, id }: { of: Held; id: string }) {
  const { vendor, collection, account } = of;
  const [editing, setEditing] = useState<Fields>();
  const { value, error, reload } = useLoaded(
    () => load(of, id),
    `${vendor} ${collection} ${account} ${id}`,
    changes.value,
  );
  const back = (): void => go('records', [vendor, collection, account]);
  const remove = (): Promise<boolean> =>
    attempt(async () => {
      await ask('DELETE', at('records', vendor, collection, id), { query: { account } });
      say(`${id} was deleted`);
      back();
    });
  return (
    <article class="record">
      <header>
        <button type="button" class="quiet" aria-label={`Back to ${collection}`} onClick={back}>
          ←
        </button>
        <h2>
          {vendor} {collection} <code>{visible(id)}</code>
        </h2>
        {value?.record !== undefined && editing === undefined && (
          <div class="actions">
            <button type="button" onClick={() => setEditing(value.record)}>
              Edit
            </button>
            <button type="button" class="danger" onClick={remove}>
              Delete
            </button>
          </div>
        )}
      </header>
      {error !== undefined && <p class="empty">{error}</p>}
      {value !== undefined && value.record === undefined && editing === undefined && (
        <p class="empty">This record does not exist.</p>
      )}
      {editing !== undefined && (
        <Editor
          of={of}
          id={id}
          record={editing}
          onDone={() => {
            setEditing(undefined);
            reload();
          }}
        />
      )}
      {editing === undefined && value?.record !== undefined && <Json value={value.record} label="Record" />}
      {value !== undefined && <History revisions={value.revisions} />}
    </article>
  );
}
