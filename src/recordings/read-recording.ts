/** Reads a recording back as exchanges. */

import type { ReceivedExchange, ReceivedMessage } from './received-exchange.ts';
import type { RecordedExchange, RecordedMessage } from './recorded-exchange.ts';
import { readExchanges, readRecordedBody } from './recording-folder.ts';

/** An exchange of a recording, and the same as it was received, but for its secrets. */
export interface ReplayedExchange {
  readonly recorded: RecordedExchange;
  readonly received: ReceivedExchange;
}

function messageOf(folder: string, { headers, body, omitted }: RecordedMessage): ReceivedMessage {
  const bytes = Buffer.from(body === null ? '' : readRecordedBody(folder, body));
  return { headers, body: bytes, complete: omitted === undefined, size: bytes.length };
}

/** @throws {RecordingError} for a folder that is no recording, and for damage in one */
export const readRecording = (folder: string): readonly ReplayedExchange[] =>
  readExchanges(folder).map((recorded) => {
    const { request, reply, at, milliseconds } = recorded;
    return {
      recorded,
      received: {
        at: new Date(at),
        milliseconds,
        request: { method: request.method, target: request.target, ...messageOf(folder, request) },
        reply: { status: reply.status, ...messageOf(folder, reply) },
      },
    };
  });
