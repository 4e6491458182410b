/** A vendor and a client that speak HTTP over plain sockets, so that every byte between them can be compared. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { UpstreamConfig } from '../../src/config/config.ts';
import { createEmulator, type Emulator } from '../../src/emulator/create-emulator.ts';

export const petsDocument = fileURLToPath(new URL('./pets.yaml', import.meta.url));

/** Bytes that a socket has received, and a way to wait for more. */
export class Bytes {
  #chunks: Buffer[] = [];
  ended = false;
  readonly #socket: Socket;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk) => this.#chunks.push(chunk));
    socket.on('error', () => {});
    socket.on('close', () => {
      this.ended = true;
    });
  }

  get all(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  /** One character for each byte. */
  get text(): string {
    return this.all.toString('latin1');
  }

  async until(found: (text: string) => boolean): Promise<string> {
    while (!found(this.text)) {
      if (this.ended) throw new Error(`the connection ended after ${JSON.stringify(this.text)}`);
      await Promise.race([once(this.#socket, 'data'), once(this.#socket, 'close')]);
    }
    return this.text;
  }

  async end(): Promise<string> {
    if (!this.ended) await once(this.#socket, 'close');
    return this.text;
  }
}

/** Whether a text has a whole HTTP message with a length or chunks. */
function isWhole(text: string): boolean {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const head = text.slice(0, end).toLowerCase();
  const length = /^content-length: *(\d+)/m.exec(head)?.[1];
  if (/^transfer-encoding: *chunked/m.test(head)) return /0\r\n(?:[^\r\n]+\r\n)*\r\n$/.test(text);
  return text.length - end - 4 >= Number(length ?? 0);
}

export interface Connection {
  readonly socket: Socket;
  readonly bytes: Bytes;
}

export interface RawVendor extends AsyncDisposable {
  readonly url: string;
  /** Heads and bodies of the requests that it has got, as text with one character for each byte. */
  readonly requests: string[];
  /** The next connection to it. */
  accepted(): Promise<Connection>;
}

/** @param reply bytes with which it answers each whole request; it closes the connection behind them */
export async function rawVendor(
  reply?: string | Buffer | ((request: string, socket: Socket) => void),
): Promise<RawVendor> {
  const requests: string[] = [];
  const waiting: ((connection: Connection) => void)[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    const bytes = new Bytes(socket);
    waiting.shift()?.({ socket, bytes });
    if (reply === undefined) return;
    bytes.until(isWhole).then(
      (request) => {
        requests.push(request);
        if (typeof reply === 'function') reply(request, socket);
        else socket.end(reply);
      },
      () => {},
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    accepted: () => new Promise((resolve) => waiting.push(resolve)),
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** An emulator that forwards calls of `pets` to a vendor. */
export const proxyTo = (url: string, config: Omit<UpstreamConfig, 'to'> = {}): Promise<Emulator> =>
  createEmulator({
    documents: { pets: { spec: petsDocument, prefix: '/' } },
    upstreams: { pets: { to: url, ...config } },
    port: 0,
  });

/** Opens a connection and sends bytes. */
export function open(url: string, bytes: string | Buffer): Connection {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const read = new Bytes(socket);
  socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
  return { socket, bytes: read };
}

/** Sends one request and reads to the end of the connection. */
export const send = (url: string, bytes: string | Buffer): Promise<string> => open(url, bytes).bytes.end();

/** The value of each header of a name, in order. */
export const headersIn = (message: string, name: string): readonly string[] =>
  (message.split('\r\n\r\n')[0] ?? '')
    .split('\r\n')
    .filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`))
    .map((line) => line.slice(name.length + 1).trim());

/** What follows the head. */
export const bodyIn = (message: string): string => message.slice(message.indexOf('\r\n\r\n') + 4);

/** The bytes of a reply with a length. */
export const replyWith = (head: string, body = ''): string =>
  `${head}\r\nContent-Length: ${Buffer.byteLength(body, 'latin1')}\r\n\r\n${body}`;
