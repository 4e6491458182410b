/** What happens in a world as server-sent events. */
import type { StreamEvent } from '../control/event-stream.ts';
import type { components } from './contract.gen.ts';

type ExchangeSummary = components['schemas']['ExchangeSummary'];

/** Milliseconds after which a client that lost the connection comes back. */
const RETRY = 1_000;

/** The first text of the stream. */
export const openEventStream = `retry: ${RETRY}\n\n`;

type Data =
  | { readonly exchanges: readonly ExchangeSummary[] }
  | ExchangeSummary
  | { readonly operation: string };

const dataOf = (happening: StreamEvent): Data => {
  switch (happening.kind) {
    case 'exchanges':
      return { exchanges: happening.exchanges };
    case 'exchange':
      return happening.exchange;
    case 'controlled':
      return { operation: happening.operation };
    default: {
      const unknown: never = happening;
      return unknown;
    }
  }
};

/** JSON has no line breaks of its own, so that one line holds an event. */
export const toServerSentEvent = (happenings: ReadableStream<StreamEvent>): ReadableStream<string> =>
  happenings.pipeThrough(
    new TransformStream<StreamEvent, string>({
      transform: (happening, events) =>
        events.enqueue(`event: ${happening.kind}\ndata: ${JSON.stringify(dataOf(happening))}\n\n`),
    }),
  );
