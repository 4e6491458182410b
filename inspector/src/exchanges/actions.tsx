/** What can be done with an exchange. */
import { useRef } from 'preact/hooks';
import { ask, at, type Exchange } from '../api.ts';
import { copy } from '../parts/copy.ts';
import { go } from '../route.ts';
import { attempt, say } from '../toast.tsx';
import { SaveScenario } from './save-scenario.tsx';

const repeat = (id: string): Promise<boolean> =>
  attempt(async () => {
    const again = await ask<Exchange>('POST', `${at('exchanges', id)}/repeat`);
    go('exchanges', [again.id]);
    say(`Repeated as ${again.id}: ${again.reply.status}`);
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
      <SaveScenario dialog={dialog} exchange={exchange} />
    </div>
  );
}
