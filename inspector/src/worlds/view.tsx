/** The worlds there are, and what steers the one that is shown. */
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
