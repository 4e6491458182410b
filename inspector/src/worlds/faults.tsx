/** The faults of the world: those that can still strike, and new ones. */
import { ask, at, type KnownFault } from '../api.ts';
import { changes } from '../feed.ts';
import { useLoaded } from '../loaded.ts';
import { route } from '../route.ts';
import { visible } from '../text.ts';
import { attempt, say } from '../toast.tsx';
import { AddFault } from './add-fault.tsx';

function effectOf({ status, failure, abort, stale, delay, drip, truncate }: KnownFault): string {
  const wait = typeof delay === 'object' ? `${delay.min} – ${delay.max} ms` : `${delay} ms`;
  return [
    status === undefined ? '' : `answers ${status}`,
    failure === undefined
      ? ''
      : `answers ${failure.kind}${failure.code === undefined ? '' : ` ${failure.code}`}`,
    abort === undefined
      ? ''
      : `resets the connection ${abort === 'during' ? 'during the reply' : `${abort} it is done`}`,
    stale === true ? 'answers reads from the past' : '',
    delay === undefined ? '' : `waits ${wait}`,
    drip === undefined ? '' : `sends slowly, ${drip} ms a piece`,
    truncate === undefined ? '' : `sends ${truncate} bytes`,
  ]
    .filter((part) => part !== '')
    .join(', ');
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
      say(`${id} is removed`);
    });
  return (
    <section class="panel" aria-label="Faults">
      <h2>Faults of {world}</h2>
      {error !== undefined && <p class="none">{error}</p>}
      {faults.length === 0 && <p class="none">No fault strikes here.</p>}
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
