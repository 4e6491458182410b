/** Connections that were refused do not stay open when the client keeps its side open. */
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import express from 'express';
import { expect, test, vi } from 'vitest';
import { createRejectedConnections } from '../../src/http/rejected-connections.ts';
import { createHttpServer } from '../../src/http/server.ts';

test.each([
  ['a head that never ends', 'GET /engage/v1/users HTTP/1.1\r\nHost: 127.0.0.1\r\n', '408'],
  ['a line that is not HTTP', 'hello\r\n\r\n', '400'],
])(
  '%s is refused, and its connection is cut although the client keeps its side open',
  async (_name, bytes, status) => {
    const deadlines = { head: 100, request: 100, check: 20 };
    const server = createHttpServer(express(), deadlines, createRejectedConnections());
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    let heard = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      heard += text;
    });
    socket.write(bytes);
    await once(socket, 'end');
    expect(heard).toContain(`HTTP/1.1 ${status}`);
    const open = (): Promise<number> =>
      new Promise((resolve) => server.getConnections((_error, count) => resolve(count)));
    await vi.waitFor(async () => expect(await open()).toBe(0), 5_000);
    socket.destroy();
    server.close();
  },
);
