/** Recordings of the real vendor: exchanges, and differences from the contract and the emulator. */
import { ask, type Recording } from '../api.ts';
import { changes } from '../feed.ts';
import { useLoaded } from '../loaded.ts';
import { href, route } from '../route.ts';
import { DriftTable } from './drift.tsx';
import { RecordedExchange } from './exchange.tsx';
import { Calls } from './list.tsx';

function Side({
  recordings,
  vendor,
  part,
}: {
  recordings: readonly Recording[];
  vendor: string | undefined;
  part: string;
}) {
  return (
    <>
      {recordings.map((one) => (
        <section key={one.vendor} aria-label={`Recording of ${one.vendor}`}>
          <h2>{one.vendor}</h2>
          <ul class="operations">
            <li>
              <a
                href={href('recordings', [one.vendor])}
                aria-current={one.vendor === vendor && part !== 'drift' ? 'true' : undefined}
              >
                <span class="path">exchanges</span>
                <span class="total">{one.exchanges.toLocaleString('en')}</span>
              </a>
            </li>
            <li>
              <a
                href={href('recordings', [one.vendor, 'drift'])}
                aria-current={one.vendor === vendor && part === 'drift' ? 'true' : undefined}
              >
                <span class="path">drift</span>
              </a>
            </li>
          </ul>
        </section>
      ))}
    </>
  );
}

export function Recordings() {
  const [named, part = 'exchanges', id] = route.value.rest;
  const { value, error } = useLoaded(
    async () => (await ask<{ recordings: readonly Recording[] }>('GET', 'recordings')).recordings,
    'recordings',
    changes.value,
  );
  const recordings = value ?? [];
  const shown = recordings.find(({ vendor }) => vendor === (named ?? recordings[0]?.vendor));
  return (
    <div class={named === undefined ? 'split' : 'split open'}>
      <nav class="pane side" aria-label="Recordings">
        {error !== undefined && <p class="none">{error}</p>}
        <Side recordings={recordings} vendor={shown?.vendor} part={part} />
      </nav>
      <section class="pane" aria-label="Recording">
        {value !== undefined && shown === undefined && (
          <p class="empty">
            No recordings. Record calls to the real vendor with{' '}
            <code>vendouble proxy &lt;vendor&gt; --to &lt;address&gt; --record &lt;folder&gt;</code>
          </p>
        )}
        {shown !== undefined && part === 'drift' && <DriftTable key={shown.vendor} of={shown} />}
        {shown !== undefined && part !== 'drift' && id === undefined && (
          <Calls key={shown.vendor} of={shown} />
        )}
        {shown !== undefined && part !== 'drift' && id !== undefined && (
          <RecordedExchange key={`${shown.vendor} ${id}`} of={shown} id={id} />
        )}
      </section>
    </div>
  );
}
