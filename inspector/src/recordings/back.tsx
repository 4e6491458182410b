/** On a narrow screen the list of recordings is a page of its own. */
import { go } from '../route.ts';

export function BackToRecordings() {
  return (
    <button
      type="button"
      class="quiet back"
      aria-label="Back to the recordings"
      onClick={() => go('recordings')}
    >
      ←
    </button>
  );
}
