/** The faults of the world, and a form for new ones. */
import { ask, at, type Fields, type KnownFault } from '../api.ts';
import { changes } from '../feed.ts';
import { useLoaded } from '../loaded.ts';
import { route } from '../route.ts';
import { visible } from '../text.ts';
import { attempt, say } from '../toast.tsx';
import { AddFault } from './add-fault.tsx';
import { FAULT_FORMS } from './fault-types.gen.ts';

/** The summary with the value, or its members, in the place of `{value}` and `{name}`; `undefined` where one is missing. */
function filled(summary: string, value: unknown): string | undefined {
  const members: Fields = typeof value === 'object' ? { ...value } : { value };
  const names = [...summary.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  if (names.some((name) => members[name] === undefined)) return undefined;
  return summary.replace(/\{(\w+)\}/g, (_whole, name: string) => String(members[name]));
}

/** What a fault does, in words. */
function effectOf(fault: Fields): string {
  const parts = Object.entries(FAULT_FORMS).flatMap(([name, forms]) => {
    const value = fault[name];
    if (value === undefined) return [];
    const fitting = forms.filter((form) => form.value === undefined || form.value === value);
    return fitting.flatMap(({ summary }) => filled(summary, value) ?? []).slice(0, 1);
  });
  return parts.join(', ');
}

const whomOf = ({ vendor, operation, method, path }: KnownFault): string =>
  [vendor ?? 'any vendor', operation, method, path].filter((part) => part !== undefined).join(' ');

const oftenOf = ({ times, rate }: KnownFault): string =>
  [
    times === undefined ? 'every time' : times === 1 ? 'once more' : `${times} times more`,
    ...(rate === undefined ? [] : [`${Math.round(rate * 100)}% of calls`]),
  ].join(', ');

export function Faults() {
  const { world } = route.value;
  const {
    value: faults = [],
    error,
    reload,
  } = useLoaded(
    async () => (await ask<{ faults: readonly KnownFault[] }>('GET', 'faults')).faults,
    world,
    changes.value,
  );
  const remove = (id: string): Promise<boolean> =>
    attempt(async () => {
      await ask('DELETE', at('faults', id));
      reload();
      say(`${id} was removed`);
    });
  return (
    <section class="panel" aria-label="Faults">
      <h2>Faults of {world}</h2>
      {error !== undefined && <p class="none">{error}</p>}
      {faults.length === 0 && <p class="none">No faults.</p>}
      <ul class="faults">
        {faults.map((fault) => (
          <li key={fault.id}>
            <span>
              <b>{visible(whomOf(fault))}</b> {effectOf(fault)}
              <small>
                {fault.id}, {oftenOf(fault)}
              </small>
            </span>
            <button
              type="button"
              class="danger"
              aria-label={`Remove ${fault.id}`}
              onClick={() => remove(fault.id)}
            >
              Remove
            </button>
          </li>
        ))}
      </ul>
      <AddFault onAdded={reload} />
    </section>
  );
}
