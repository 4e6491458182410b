/**
 * Handles pipelined requests, which a client sends one after another without waiting for the replies. Node would begin
 * all of them at once and keep their replies in memory until the ones before are sent: a hundred lists of 9 MB are a
 * gigabyte. Here a request begins when its reply can be sent, so that requests also take effect in the order in which they
 * were sent.
 */
import type { RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** How many requests may wait on a connection before no more is read from it. */
const MOST = 16;

/** A connection on which a request has waited. */
interface Connection {
  /** How many requests wait now. */
  waiting: number;
}

/** Keeps a connection paused while too much waits: Node resumes it at the end of every request and for every body. */
function stayPaused(socket: Socket, connection: Connection): void {
  if (connection.waiting <= MOST) return;
  // Paused before Node took up reading: only what flows can be paused.
  if (socket.isPaused()) socket.resume();
  else socket.pause();
}

/** Node assigns the connection to a reply when all replies before it are sent. */
function whenAssigned(outgoing: ServerResponse, begin: () => void): void {
  const assign = outgoing.assignSocket;
  outgoing.assignSocket = (socket) => {
    assign.call(outgoing, socket);
    begin();
  };
}

/** @returns a listener that handles one request of a connection at a time */
export function serializePipelining(listener: RequestListener): RequestListener {
  const connections = new Map<Socket, Connection>();
  const connectionOf = (socket: Socket): Connection => {
    const known = connections.get(socket);
    if (known !== undefined) return known;
    const connection = { waiting: 0 };
    connections.set(socket, connection);
    socket.on('resume', () => stayPaused(socket, connection));
    socket.once('close', () => connections.delete(socket));
    return connection;
  };
  return (incoming, outgoing) => {
    if (outgoing.socket !== null) return void listener(incoming, outgoing);
    const { socket } = incoming;
    const connection = connectionOf(socket);
    connection.waiting++;
    if (connection.waiting > MOST) socket.pause();
    whenAssigned(outgoing, () => {
      connection.waiting--;
      if (connection.waiting === MOST) socket.resume();
      listener(incoming, outgoing);
    });
  };
}
