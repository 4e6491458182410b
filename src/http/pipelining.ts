/**
 * Requests that a client sends behind one another without waiting for the replies. Node would begin all of them at once
 * and keep their replies in memory until those before are sent: a hundred lists of 9 MB are a gigabyte. Here each begins
 * when its turn to be answered comes, so that they also happen in the order in which they were sent.
 */
import type { RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** How many requests may wait on a connection before nothing more is read from it. */
const MOST = 16;

/** Of the connections on which somebody ever waited, how many requests do now. */
const waiting = new WeakMap<Socket, number>();

const waitingOn = (socket: Socket): number => waiting.get(socket) ?? 0;

/** Node lets a connection flow again at the end of every request, and whoever reads a body does. */
function stayPaused(this: Socket): void {
  if (waitingOn(this) <= MOST) return;
  // Paused before Node took up reading: only what flows can be paused.
  if (this.isPaused()) this.resume();
  else this.pause();
}

/** Node hands the connection to a reply when everything before it has been sent. */
function atItsTurn(outgoing: ServerResponse, begin: () => void): void {
  const assign = outgoing.assignSocket;
  outgoing.assignSocket = (socket) => {
    assign.call(outgoing, socket);
    begin();
  };
}

/** @returns the same, one request of a connection at a time */
export const serializePipelining =
  (listener: RequestListener): RequestListener =>
  (incoming, outgoing) => {
    if (outgoing.socket !== null) return void listener(incoming, outgoing);
    const { socket } = incoming;
    if (!waiting.has(socket)) socket.on('resume', stayPaused);
    waiting.set(socket, waitingOn(socket) + 1);
    if (waitingOn(socket) > MOST) socket.pause();
    atItsTurn(outgoing, () => {
      waiting.set(socket, waitingOn(socket) - 1);
      if (waitingOn(socket) === MOST) socket.resume();
      listener(incoming, outgoing);
    });
  };
