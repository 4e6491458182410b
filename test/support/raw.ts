/** Speaks HTTP over a plain socket, so that a test can send what no client library would. */
import { connect } from 'node:net';

export interface RawReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function parse(text: string): RawReply | undefined {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [first = '', ...lines] = text.slice(0, end).split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
  return { status: Number(first.split(' ')[1]), headers, body: text.slice(end + 4) };
}

/** Sends the bytes as they are and reads one reply until its connection closes. */
export function sendRaw(url: string, bytes: string | Buffer): Promise<RawReply> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname.replace(/[[\]]/g, ''), () => socket.write(bytes));
    let text = '';
    socket.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    socket.on('error', reject).on('close', () => {
      const reply = parse(text);
      if (reply === undefined) reject(new Error(`no reply, only ${JSON.stringify(text)}`));
      else resolve(reply);
    });
  });
}

/** A request of one's own making, which asks for the connection to be closed behind it. */
export function request(
  url: string,
  {
    method = 'GET',
    path,
    headers = {},
    body,
  }: {
    readonly method?: string;
    readonly path: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string | Buffer;
  },
): Promise<RawReply> {
  const bytes = Buffer.from(body ?? '');
  const all: Record<string, string> = {
    host: new URL(url).host,
    connection: 'close',
    ...(body === undefined ? {} : { 'content-length': String(bytes.length) }),
    ...headers,
  };
  const head = `${method} ${new URL(url).pathname.replace(/\/$/, '')}${path} HTTP/1.1\r\n${Object.entries(all)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`;
  return sendRaw(url, Buffer.concat([Buffer.from(head), bytes]));
}
