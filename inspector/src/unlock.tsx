/** Beyond the loopback interface the control plane asks for its token. */
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
      <h2>This emulator asks for its token</h2>
      <p>It listens beyond this machine. The token is printed where it was started; it stays in this tab.</p>
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
