/** The list of worlds, and the clock and faults of the world that is shown. */
import { ClockPanel } from './clock.tsx';
import { Faults } from './faults.tsx';
import { WorldsPanel } from './worlds.tsx';

export function Worlds() {
  return (
    <div class="panels">
      <WorldsPanel />
      <ClockPanel />
      <Faults />
    </div>
  );
}
