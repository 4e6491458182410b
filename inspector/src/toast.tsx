/** Says what an action has done, and offers to take it back. */
import { signal } from '@preact/signals';

interface Toast {
  readonly text: string;
  readonly bad: boolean;
  readonly undo?: (() => void) | undefined;
}

const shown = signal<Toast | undefined>(undefined);
let timer: ReturnType<typeof setTimeout> | undefined;

export function say(text: string, { bad = false, undo }: { bad?: boolean; undo?: () => void } = {}): void {
  clearTimeout(timer);
  shown.value = { text, bad, undo };
  timer = setTimeout(dismiss, undo === undefined ? 6_000 : 15_000);
}

const dismiss = (): void => {
  shown.value = undefined;
};

/** Runs an action, and says why it failed. Whether it succeeded. */
export async function attempt(action: () => Promise<unknown>): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (cause) {
    say((cause as Error).message, { bad: true });
    return false;
  }
}

export function Toasts() {
  const toast = shown.value;
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toast !== undefined && (
        <div class={`toast ${toast.bad ? 'bad' : ''}`}>
          <span>{toast.text}</span>
          {toast.undo !== undefined && (
            <button
              type="button"
              class="link"
              onClick={() => {
                dismiss();
                toast.undo?.();
              }}
            >
              Undo
            </button>
          )}
          <button type="button" class="quiet" aria-label="Dismiss" onClick={dismiss}>
            ×
          </button>
        </div>
      )}
    </div>
  );
}
