/** Asks for the admin token, which the control plane needs when the emulator listens beyond the loopback interface. */
import { unlock } from './api.ts';

export function Unlock() {
  return (
    <form
      class="panel unlock"
      onSubmit={(event) => {
        event.preventDefault();
        const token = new FormData(event.currentTarget).get('token');
        unlock(String(token ?? '').trim());
      }}
    >
      <h2>Enter the admin token</h2>
      <p>
        This emulator accepts connections from other machines, so its control plane needs a token. The start
        prints it. The page keeps it until you close this tab.
      </p>
      <label>
        Token
        <input name="token" type="password" autocomplete="off" required />
      </label>
      <button type="submit" class="primary">
        Open
      </button>
    </form>
  );
}
