/** Writes what happens in a world as server-sent events. */
import type { StreamEvent } from '../control/event-stream.ts';
import type { components } from './contract.gen.ts';

type ExchangeSummary = components['schemas']['ExchangeSummary'];

/** Milliseconds after which a client that lost the connection reconnects. */
const RETRY = 1_000;

/** The first text of the stream. */
export const openEventStream = `retry: ${RETRY}\n\n`;

type Data =
  | { readonly exchanges: readonly ExchangeSummary[] }
  | ExchangeSummary
  | { readonly operation: string };

const dataOf = (event: StreamEvent): Data => {
  switch (event.kind) {
    case 'exchanges':
      return { exchanges: event.exchanges };
    case 'exchange':
      return event.exchange;
    case 'controlled':
      return { operation: event.operation };
    default: {
      const unknown: never = event;
      return unknown;
    }
  }
};

/** Serialized JSON has no line breaks, so the data of an event is one line. */
export const toServerSentEvent = (source: ReadableStream<StreamEvent>): ReadableStream<string> =>
  source.pipeThrough(
    new TransformStream<StreamEvent, string>({
      transform: (event, texts) =>
        texts.enqueue(`event: ${event.kind}\ndata: ${JSON.stringify(dataOf(event))}\n\n`),
    }),
  );
