/** What is kept of the events of an exchange: as much as of a body. */
import type { EmittedEvent } from '../core/store.ts';
import { redactEvent } from './redact.ts';
import { LONGEST_BODY, truncateText } from './truncate.ts';

const MOST_EVENTS = 100;
const LONGEST_TOPIC = 200;

/** Items that do not fit are masked before they are cut, because a cut text has no members to find secrets by. */
export function truncateEvents(events: readonly EmittedEvent[]): readonly EmittedEvent[] {
  let left = LONGEST_BODY;
  return events.slice(0, MOST_EVENTS).map(({ topic, item }) => {
    const { length } = JSON.stringify(item);
    const kept =
      length <= left ? item : truncateText(JSON.stringify(redactEvent({ topic, item }).item), left);
    left = Math.max(0, left - length);
    return { topic: truncateText(topic, LONGEST_TOPIC), item: kept };
  });
}
