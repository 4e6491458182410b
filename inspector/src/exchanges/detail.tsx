/** One exchange: what was sent, what was answered, and why. */
import { ask, at, type Exchange, type Explanation } from '../api.ts';
import { useLoaded } from '../loaded.ts';
import { Badges, Status } from '../parts/badges.tsx';
import { go, href } from '../route.ts';
import { prefixOf } from '../served.ts';
import { visible } from '../text.ts';
import { Actions } from './actions.tsx';
import { Message } from './message.tsx';
import { Why } from './why.tsx';

interface Whole {
  readonly exchange: Exchange;
  readonly explanation: Explanation;
}

const load = async (id: string): Promise<Whole> => {
  const [exchange, explanation] = await Promise.all([
    ask<Exchange>('GET', at('exchanges', id)),
    ask<Explanation>('GET', at('explain', id)),
  ]);
  return { exchange, explanation };
};

/** By JSON pointer, what is wrong with a body. */
const wrongIn = (exchange: Exchange): ReadonlyMap<string, string> =>
  new Map(
    exchange.issues
      .filter((issue) => issue.in === 'body')
      .map(({ pointer, message }) => [String(pointer), String(message)]),
  );

/** A drift begins with the pointer of what drifts, where there is one. */
const driftIn = (exchange: Exchange): ReadonlyMap<string, string> =>
  new Map(
    exchange.drift.map((text) => {
      const [, pointer = '', message = text] = /^(\/\S*) (.*)$/s.exec(text) ?? [];
      return [pointer, message];
    }),
  );

export function Detail({ id }: { id: string }) {
  const { value, error } = useLoaded(() => load(id), id);
  if (error !== undefined)
    return (
      <div class="empty">
        <p>{error}</p>
        <a href={href('exchanges')}>Back to the list</a>
      </div>
    );
  if (value === undefined) return <p class="none">…</p>;
  const { exchange, explanation } = value;
  const { request, reply, vendor, operation, version } = exchange;
  return (
    <article class="detail">
      <header>
        <button
          type="button"
          class="quiet back"
          aria-label="Back to the list"
          onClick={() => go('exchanges')}
        >
          ←
        </button>
        <h2>
          <span class="method">{request.method}</span> {visible(prefixOf(vendor))}
          {visible(request.path)}
        </h2>
        <p class="facts">
          <Status status={reply.status} />
          {operation !== null && (
            <a href={href('vendors', [vendor, operation, ...(version === null ? [] : [version])])}>
              {operation}
            </a>
          )}
          {version !== null && <span>{version}</span>}
          <span>{visible(exchange.id)}</span>
          <time dateTime={exchange.at}>{exchange.at.replace('T', ' ').replace('Z', '')}</time>
          <span>{exchange.milliseconds} ms</span>
          <Badges of={{ ...exchange, drift: exchange.drift.length, fault: null }} />
        </p>
        <Actions exchange={exchange} curl={explanation.curl} />
      </header>
      <Why exchange={exchange} explanation={explanation} />
      <Message title="Request" {...request} findings={wrongIn(exchange)} />
      <Message title="Reply" {...reply} findings={driftIn(exchange)} />
    </article>
  );
}
