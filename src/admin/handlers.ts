/** The operations of the control plane. Each calls one method of the emulator. */
import { ControlError } from '../control/control-error.ts';
import type { Handlers } from '../core/handler.ts';
import { type AnyHandler, Failed } from '../core/vendor.ts';
import type { operations } from './contract.gen.ts';
import { createExchangeHandlers } from './exchange-handlers.ts';
import { createInterceptHandlers } from './intercept-handlers.ts';
import { createRecordHandlers } from './record-handlers.ts';
import { createRecordingHandlers } from './recording-handlers.ts';
import { type AdminParts, createStatusHandlers } from './status-handlers.ts';
import { createWebhookHandlers } from './webhook-handlers.ts';
import { createWorldHandlers } from './world-handlers.ts';

/** Turns a `ControlError` into a reply. Any other error is a bug. */
const answering =
  (handler: AnyHandler): AnyHandler =>
  async (call) => {
    try {
      return await handler(call);
    } catch (cause) {
      if (!(cause instanceof ControlError)) throw cause;
      throw new Failed({
        kind: 'domain',
        code: 'control',
        params: { status: cause.status, detail: cause.message },
      });
    }
  };

export function createAdminHandlers(parts: AdminParts): Readonly<Record<string, AnyHandler>> {
  const { control } = parts;
  const handlers = {
    ...createStatusHandlers(parts),
    ...createRecordingHandlers(parts.recordings),
    ...createInterceptHandlers(parts.intercept),
    ...createWorldHandlers(control),
    ...createExchangeHandlers(control),
    ...createRecordHandlers(control),
    ...createWebhookHandlers(control),
  } satisfies Handlers<operations, Record<never, never>>;
  return Object.fromEntries(Object.entries(handlers).map(([id, handler]) => [id, answering(handler)]));
}
