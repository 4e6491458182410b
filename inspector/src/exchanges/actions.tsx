/** What can be done with an exchange. */
import { useRef } from 'preact/hooks';
import { ask, at, type Exchange } from '../api.ts';
import { copy } from '../parts/copy.ts';
import { go } from '../route.ts';
import { attempt, say } from '../toast.tsx';
import { CompareWith } from './compare.tsx';
import { SaveScenario } from './save-scenario.tsx';

const repeat = (id: string): Promise<boolean> =>
  attempt(async () => {
    const again = await ask<Exchange>('POST', `${at('exchanges', id)}/repeat`);
    go('exchanges', [again.id]);
    say(`Repeated as ${again.id}: ${again.reply.status}`);
  });

/** The export is asked at once, since not every exchange makes an interaction. */
const addToPact = (id: string): Promise<boolean> =>
  attempt(async () => {
    await ask('POST', 'exchanges/tag', { body: { exchanges: [id] } });
    const { refused } = await ask<{ refused: readonly string[] }>('GET', 'pact/export', {
      query: { consumer: 'inspector' },
    });
    const why = refused.find((line) => line.startsWith(`${id}, `));
    if (why !== undefined) say(`Tagged, but it cannot become an interaction: ${why}`, { bad: true });
    else say(`${id} is tagged for a pact. Export it with: vendouble pact export --consumer <name>`);
  });

export function Actions({ exchange, curl }: { exchange: Exchange; curl: string }) {
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <div class="actions">
      <button type="button" onClick={() => copy(curl, 'curl command')}>
        Copy as curl
      </button>
      <button type="button" onClick={() => repeat(exchange.id)}>
        Repeat
      </button>
      <button type="button" onClick={() => dialog.current?.showModal()}>
        Save as scenario
      </button>
      <button type="button" onClick={() => addToPact(exchange.id)}>
        Add to a pact
      </button>
      <CompareWith exchange={exchange} />
      <SaveScenario dialog={dialog} exchange={exchange} />
    </div>
  );
}
