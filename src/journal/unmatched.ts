/** Which calls reached no operation. */
import { ERROR_HEADER } from '../core/emulator-error.ts';
import type { RecordedExchange } from './exchange.ts';

/** Error codes of replies to calls that reached no vendor. */
const NOWHERE = new Set(['NO_WORLD', 'NO_VENDOR']);

/** Whether no operation has the path and method of a call, whatever it was answered. A documented 404 is a match. */
export const isUnmatched = ({ reply, background }: RecordedExchange): boolean =>
  background.unmatched || NOWHERE.has(reply.headers?.[ERROR_HEADER] ?? '');
