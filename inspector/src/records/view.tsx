/** The records of the world, by vendor and collection. */
import { ask } from '../api.ts';
import { changes } from '../feed.ts';
import { useLoaded } from '../loaded.ts';
import { href, route } from '../route.ts';
import type { Held } from './held.ts';
import { Record } from './record.tsx';
import { SnapshotAndReset } from './snapshot-and-reset.tsx';
import { Table } from './table.tsx';

function Collections({ held, shown }: { held: readonly Held[]; shown: Held | undefined }) {
  const owners = Map.groupBy(held, ({ vendor, account }) =>
    account === 'default' ? vendor : `${vendor}, account ${account}`,
  );
  return (
    <>
      {[...owners].map(([owner, collections]) => (
        <section key={owner} aria-label={owner}>
          <h2>{owner}</h2>
          <ul class="operations">
            {collections.map((one) => (
              <li key={one.collection}>
                <a
                  href={href('records', [one.vendor, one.collection, one.account])}
                  aria-current={one === shown ? 'true' : undefined}
                  class={one.total === 0 ? 'nothing' : ''}
                >
                  <span class="path">{one.collection}</span>
                  <span class="total">{one.total.toLocaleString('en')}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

export function Records() {
  const { rest, world } = route.value;
  const [vendor, collection, account = 'default', key] = rest;
  const { value: held = [], error } = useLoaded(
    async () => (await ask<{ collections: readonly Held[] }>('GET', 'records')).collections,
    world,
    changes.value,
  );
  const shown =
    vendor === undefined
      ? (held.find(({ total }) => total > 0) ?? held[0])
      : held.find((one) => one.vendor === vendor && one.collection === collection && one.account === account);
  return (
    <div class={collection === undefined ? 'split' : 'split open'}>
      <nav class="pane side" aria-label="Collections">
        <SnapshotAndReset />
        {error !== undefined && <p class="none">{error}</p>}
        <Collections held={held} shown={shown} />
      </nav>
      <section class="pane" aria-label="Records">
        {shown === undefined && held.length > 0 && <p class="empty">This world has no such collection.</p>}
        {shown !== undefined && key === undefined && (
          <Table key={`${world} ${shown.vendor} ${shown.account} ${shown.collection}`} of={shown} />
        )}
        {shown !== undefined && key !== undefined && <Record key={`${world} ${key}`} of={shown} id={key} />}
      </section>
    </div>
  );
}
