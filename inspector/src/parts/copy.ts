/** Puts a text where the reader can paste it from. */
import { say } from '../toast.tsx';

export async function copy(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    say(`${what} copied`);
  } catch {
    // Only pages of this machine may write to the clipboard.
    prompt(`Copy the ${what} from here:`, text);
  }
}
