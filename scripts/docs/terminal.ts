/** Runs commands in a folder as a reader would, those that keep running in a terminal of their own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Commands that go on until the reader stops them, and what they print when they are ready. */
const SERVERS: readonly { readonly command: RegExp; readonly ready: RegExp; readonly port: string }[] = [
  { command: /^npx vendouble (?:start|proxy)\b(?!.* --help)/, ready: /vendouble ready http/, port: '4010' },
  { command: /^node receiver\.ts/, ready: /^receiver ready/m, port: '3000' },
  { command: /^node serve-/, ready: /^http:/m, port: '5173' },
];

/** Milliseconds. */
const PATIENCE = 120_000;

export interface Printed {
  readonly code: number;
  readonly text: string;
}

interface Server {
  readonly child: ChildProcess;
  readonly port: string;
  text(): string;
}

export interface Terminal {
  /** Runs commands in one shell, which ends with the first that fails; servers are started, and waited for. */
  run(commands: readonly string[]): Promise<Printed>;
  /** What the server that was started last has printed. */
  served(): string;
  /** Stops all servers. */
  close(): Promise<void>;
}

const serverOf = (command: string): (typeof SERVERS)[number] | undefined =>
  SERVERS.find((server) => server.command.test(command));

const portIn = (command: string): string | undefined =>
  /(?:--port|-p)[ =](?<port>\d+)/.exec(command)?.groups?.port;

/** Each command is a group of processes, so that a server ends with the program that started it. */
const start = (command: string, folder: string, env: NodeJS.ProcessEnv): ChildProcess =>
  spawn('bash', ['-c', `set -eo pipefail\n${command}`], {
    cwd: folder,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });

function end(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // It has ended by itself.
  }
}

const collect = (child: ChildProcess): (() => string) => {
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  return () => text;
};

async function stop({ child }: Server): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  end(child, 'SIGINT');
  const hard = setTimeout(() => end(child, 'SIGKILL'), 10_000);
  await ended;
  clearTimeout(hard);
}

export function openTerminal(folder: string, env: NodeJS.ProcessEnv): Terminal {
  let servers: readonly Server[] = [];

  async function finish(commands: readonly string[]): Promise<Printed> {
    if (commands.length === 0) return { code: 0, text: '' };
    const child = start(commands.join('\n'), folder, env);
    const text = collect(child);
    const slow = setTimeout(() => end(child, 'SIGKILL'), PATIENCE);
    const [code] = (await once(child, 'close')) as [number | null];
    clearTimeout(slow);
    return { code: code ?? 1, text: text() };
  }

  async function serve(
    command: string,
    { ready: line, port: usual }: (typeof SERVERS)[number],
  ): Promise<Printed> {
    const port = portIn(command) ?? usual;
    const taken = servers.filter((server) => server.port === port);
    await Promise.all(taken.map(stop));
    const child = start(command, folder, env);
    const server = { child, port, text: collect(child) };
    servers = [...servers.filter((known) => !taken.includes(known)), server];
    const ended = once(child, 'close').then(() => false);
    const ready = new Promise<boolean>((resolve) => {
      child.stdout?.on('data', () => line.test(server.text()) && resolve(true));
    });
    const isReady = await Promise.race([ready, ended]);
    return isReady ? { code: 0, text: '' } : { code: child.exitCode ?? 1, text: server.text() };
  }

  return {
    run: async (commands) => {
      let printed = '';
      let waiting: string[] = [];
      const flush = async (): Promise<Printed> => {
        const done = await finish(waiting);
        waiting = [];
        printed += done.text;
        return done;
      };
      for (const command of commands) {
        const server = serverOf(command);
        if (server === undefined) {
          waiting.push(command);
          continue;
        }
        const before = await flush();
        if (before.code !== 0) return { code: before.code, text: printed };
        const started = await serve(command, server);
        printed += started.text;
        if (started.code !== 0) return { code: started.code, text: printed };
      }
      const { code } = await flush();
      return { code, text: printed };
    },
    served: () => servers.at(-1)?.text() ?? '',
    close: async () => {
      await Promise.all(servers.map(stop));
      servers = [];
    },
  };
}
