/** What happens in a world as server-sent events. */
import type { Happening } from '../control/event-stream.ts';
import type { components } from './contract.gen.ts';

type Glance = components['schemas']['Glance'];

/** Milliseconds after which a client that lost the connection comes back. */
const RETRY = 1_000;

/** The first text of the stream. */
export const opening = `retry: ${RETRY}\n\n`;

type Data = { readonly exchanges: readonly Glance[] } | Glance | { readonly operation: string };

const dataOf = (happening: Happening): Data => {
  switch (happening.kind) {
    case 'exchanges':
      return { exchanges: happening.exchanges };
    case 'exchange':
      return happening.exchange;
    case 'steered':
      return { operation: happening.operation };
    default: {
      const unknown: never = happening;
      return unknown;
    }
  }
};

/** JSON has no line breaks of its own, so that one line holds an event. */
export const asEvents = (happenings: ReadableStream<Happening>): ReadableStream<string> =>
  happenings.pipeThrough(
    new TransformStream<Happening, string>({
      transform: (happening, events) =>
        events.enqueue(`event: ${happening.kind}\ndata: ${JSON.stringify(dataOf(happening))}\n\n`),
    }),
  );
