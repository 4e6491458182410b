/** Says for which programs real hosts lead to the emulator, and for which they do not. */
import type { Shell } from '../core/shells.ts';
import type { InterceptAccess } from '../intercept/access.ts';

/** Programs that take neither the proxy nor the preload, whatever is set. */
const NEVER = 'clients that pin certificates, PHP streams, Python’s aiohttp without trust_env';

/** Where programs find what they need, for the start of a server. */
export async function describePorts(
  { ports, hosts, formatEnvironment }: InterceptAccess,
  shell: Shell | undefined,
): Promise<string> {
  const { host, proxy, tls } = ports;
  const environment = shell === undefined ? '' : await formatEnvironment(shell);
  const at = (scheme: string, port: number): string =>
    `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return [
    ...(proxy === undefined ? [] : [`intercepted: ${hosts.join(', ')}`, `proxy: ${at('http', proxy)}`]),
    `https: ${at('https', tls)}`,
    environment,
  ].join('\n');
}

export function formatInterception({ hosts, guard, coversJava }: InterceptAccess): string {
  const java = coversJava();
  const always = ['Node', 'Deno', 'Bun', 'Python', 'Ruby', 'PHP curl', 'curl', 'Go'];
  const covered = [...always, ...(java ? ['Java'] : [])].join(', ');
  const uncovered = java ? NEVER : `Java (no working keytool was found), ${NEVER}`;
  const what =
    guard === undefined
      ? 'nothing: calls to other hosts went out; --strict refuses those to public ones'
      : `${guard === 'all' ? 'calls to all other hosts' : 'calls to other public hosts'}, by ${covered}`;
  return [
    `  intercepted  ${hosts.join(', ')}`,
    `  guarded      ${what}`,
    `  not guarded  ${uncovered}`,
    '',
  ].join('\n');
}
