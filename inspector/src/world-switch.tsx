/** Chooses the world that every view shows. */
import { ask, type World } from './api.ts';
import { changes } from './feed.ts';
import { useLoaded } from './loaded.ts';
import { go, route } from './route.ts';

/** The worlds, as of the last change. */
export const useWorlds = () =>
  useLoaded(
    async () => (await ask<{ worlds: readonly World[] }>('GET', 'worlds', { query: { world: '' } })).worlds,
    'worlds',
    changes.value,
  );

export function WorldSwitch() {
  const { world, view } = route.value;
  const { value: worlds = [] } = useWorlds();
  const ids = worlds.map(({ id }) => id);
  const gone = worlds.length > 0 && !ids.includes(world);
  return (
    <label class="world-switch">
      <span>World</span>
      <select
        value={world}
        onChange={(event) =>
          go(view, view === 'exchanges' ? [] : route.value.rest, event.currentTarget.value)
        }
      >
        {(gone || worlds.length === 0) && <option value={world}>{gone ? `${world} (gone)` : world}</option>}
        {ids.map((id) => (
          <option key={id} value={id}>
            {id}
          </option>
        ))}
      </select>
    </label>
  );
}
