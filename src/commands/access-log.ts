/** `--access-log`: a line for each call. */
import type { Emulator } from '../emulator/create-emulator.ts';
import { escapeTerminal } from '../explain/escape-terminal.ts';
import type { ExchangeSummary } from '../journal/summary.ts';
import type { Output } from './output.ts';

/** @param emulator a function, because calls are observed before it is known */
export const createAccessLog =
  ({ always }: Output, emulator: () => Emulator | undefined) =>
  (summary: ExchangeSummary): void => {
    const { at, method, vendor, path, status, milliseconds, id } = summary;
    const running = emulator();
    const prefix = running === undefined ? '' : running.url(vendor).slice(running.url().length);
    const text = `${at} ${method} ${escapeTerminal(prefix + path)} ${status === 0 ? 'no reply' : status} ${milliseconds.toFixed(1)} ms ${id}`;
    always('exchange', text, { exchange: summary });
  };
