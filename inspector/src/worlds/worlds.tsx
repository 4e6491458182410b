/** Worlds: create, show and delete them. */
import { useRef } from 'preact/hooks';
import { ask, at, type World } from '../api.ts';
import { changes } from '../feed.ts';
import { useLoaded } from '../loaded.ts';
import { copy } from '../parts/copy.ts';
import { DEFAULT_WORLD, go, href, route } from '../route.ts';
import { attempt, say } from '../toast.tsx';
import { useWorlds } from '../world-switch.tsx';

interface Scenario {
  readonly vendor: string;
  readonly name: string;
  readonly description: string;
}

const NOWHERE = { query: { world: '' } };

/** The fields of the form that are not empty. */
function wishOf(given: FormData): Record<string, string | number> {
  const wish: Record<string, string | number> = {};
  const [kind, ...name] = String(given.get('begin') ?? '').split(' ');
  if (kind === 'scenario' || kind === 'from') wish[kind] = name.join(' ');
  for (const part of ['seed', 'ttl']) if (given.get(part) !== '') wish[part] = Number(given.get(part));
  const clock = String(given.get('clock') ?? '');
  if (clock !== '') wish.clock = new Date(`${clock}Z`).toISOString();
  return wish;
}

function Create({ worlds }: { worlds: readonly World[] }) {
  const form = useRef<HTMLFormElement>(null);
  const { value: scenarios = [] } = useLoaded(
    async () => (await ask<{ scenarios: readonly Scenario[] }>('GET', 'scenarios', NOWHERE)).scenarios,
    'scenarios',
    changes.value,
  );
  const names = [...new Set(scenarios.map(({ name }) => name))];
  const create = (given: FormData): Promise<boolean> =>
    attempt(async () => {
      const { id } = await ask<World>('POST', 'worlds', { ...NOWHERE, body: wishOf(given) });
      form.current?.reset();
      go('worlds', [], id);
      say(`Created the world ${id}. It is shown now.`);
    });
  return (
    <form
      ref={form}
      class="row-form"
      onSubmit={(event) => {
        event.preventDefault();
        void create(new FormData(event.currentTarget));
      }}
    >
      <label>
        Start with
        <select name="begin">
          <option value="">no records</option>
          {names.map((name) => (
            <option key={name} value={`scenario ${name}`}>
              scenario {name}
            </option>
          ))}
          {worlds.map(({ id }) => (
            <option key={id} value={`from ${id}`}>
              a copy of {id}
            </option>
          ))}
        </select>
      </label>
      <label>
        Freeze clock at (UTC)
        <input name="clock" type="datetime-local" step="1" />
      </label>
      <label>
        Seed
        <input name="seed" type="number" placeholder="1" class="short" />
      </label>
      <label>
        Expires after (s)
        <input name="ttl" type="number" min="1" max="86400" placeholder="3600" class="short" />
      </label>
      <button type="submit" class="primary">
        Create world
      </button>
    </form>
  );
}

export function WorldsPanel() {
  const { world } = route.value;
  const { value: worlds = [], error } = useWorlds();
  const remove = (id: string): Promise<boolean> =>
    attempt(async () => {
      await ask('DELETE', at('worlds', id), NOWHERE);
      if (id === world) go('worlds', [], DEFAULT_WORLD);
      say(`Deleted the world ${id}`);
    });
  return (
    <section class="panel" aria-label="Worlds">
      <h2>Worlds</h2>
      <p class="prose">
        A world has its own records, ids, clock, faults, rate limits and exchanges. A request chooses it by
        its URL, by the header <code>x-vendouble-world</code>, or by its credential.
      </p>
      {error !== undefined && <p class="none">{error}</p>}
      <ul class="worlds">
        {worlds.map(({ id, urls, credentials }) => (
          <li key={id} class={id === world ? 'current' : ''}>
            <div class="world-head">
              <b>{id}</b>
              {id === world ? <span class="badge">shown</span> : <a href={href('worlds', [], id)}>Show</a>}
              <span class="space" />
              {id !== DEFAULT_WORLD && (
                <button type="button" class="danger" onClick={() => remove(id)}>
                  Delete
                </button>
              )}
            </div>
            <details>
              <summary>URLs and credentials</summary>
              <dl class="headers">
                {Object.entries(urls).map(([vendor, url]) => (
                  <div key={vendor}>
                    <dt>{vendor}</dt>
                    <dd>
                      <code>{url}</code>{' '}
                      <button type="button" class="link" onClick={() => copy(url, `URL of ${vendor}`)}>
                        Copy
                      </button>
                      {Object.entries(credentials[vendor] ?? {}).map(([name, value]) => (
                        <p key={name} class="rules">
                          {name} <code>{value}</code>
                        </p>
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </details>
          </li>
        ))}
      </ul>
      <Create worlds={worlds} />
    </section>
  );
}
