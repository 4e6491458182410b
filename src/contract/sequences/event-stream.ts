/** Event streams (server-sent events). An event is an object of its fields, as OpenAPI 3.2 models it. */
import { isObject } from '../../core/is-object.ts';
import type { SequenceFormat } from './sequence-format.ts';

interface StreamEvent {
  readonly event?: string;
  readonly data?: string;
  readonly id?: string;
  readonly retry?: number;
}

/** Fields that have one line. */
const SINGLE = ['event', 'id', 'retry'] as const;

/** The fields of one block of lines. Comments, unknown fields and invalid values are ignored, as the standard says. */
function eventOf(block: string): StreamEvent | undefined {
  const data: string[] = [];
  let fields: Omit<StreamEvent, 'data'> = {};
  for (const line of block.split('\n')) {
    const [, name = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (name === 'data') data.push(value);
    else if (name === 'event') fields = { ...fields, event: value };
    else if (name === 'id' && !value.includes('\0')) fields = { ...fields, id: value };
    else if (name === 'retry' && /^\d+$/.test(value)) fields = { ...fields, retry: Number(value) };
  }
  const event = data.length === 0 ? fields : { ...fields, data: data.join('\n') };
  return Object.keys(event).length === 0 ? undefined : event;
}

/** A text of one line: a line break would begin another field. */
const inLine = (value: unknown): string => String(value).replace(/[\r\n\0]/g, ' ');

function written(item: unknown): string {
  const event: Readonly<Record<string, unknown>> = isObject(item) ? item : { data: item };
  const { data } = event;
  const text = data === undefined || typeof data === 'string' ? data : JSON.stringify(data);
  const lines = [
    ...SINGLE.filter((name) => event[name] !== undefined).map((name) => `${name}: ${inLine(event[name])}`),
    ...(text === undefined ? [] : text.split(/\r\n|\r|\n/).map((line) => `data: ${line}`)),
  ];
  return `${lines.join('\n')}\n\n`;
}

/** Events, each followed by an empty line. */
export const eventStream: SequenceFormat = {
  read: (text) =>
    text
      .replace(/^\uFEFF/, '')
      .replace(/\r\n?/g, '\n')
      .split(/\n\n+/)
      .flatMap((block) => eventOf(block) ?? []),
  write: written,
  end: '',
};
