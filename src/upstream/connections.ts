/**
 * Connections to the vendor. Clients share them, but for credentials of a connection: NTLM and Negotiate authenticate the
 * connection itself, so that each connection of a client then has one of its own.
 */
import type { Agent } from 'node:http';
import type { Socket } from 'node:net';
import type { RawHeaders } from '../recordings/received-exchange.ts';

export interface Connections {
  /** For calls that no client makes. */
  readonly agent: Agent;
  /** The agent for calls that come over a client's connection. */
  agentFor(client: Socket): Agent;
  /** Notices a reply that asks to authenticate the connection. */
  noticeReply(client: Socket, headers: RawHeaders): void;
  close(): void;
}

const asksForConnection = ([name, value]: readonly [string, string]): boolean =>
  name.toLowerCase() === 'www-authenticate' && /^(?:NTLM|Negotiate)\b/i.test(value);

/** @param create makes an agent @param most connections that the agent may open */
export function createConnections(create: (most?: number) => Agent): Connections {
  const shared = create();
  const own = new Map<Socket, Agent>();
  return {
    agent: shared,
    agentFor: (client) => own.get(client) ?? shared,
    noticeReply: (client, headers) => {
      if (own.has(client) || client.destroyed || !headers.some(asksForConnection)) return;
      const agent = create(1);
      own.set(client, agent);
      client.once('close', () => {
        own.delete(client);
        agent.destroy();
      });
    },
    close: () => {
      for (const agent of [shared, ...own.values()]) agent.destroy();
    },
  };
}
