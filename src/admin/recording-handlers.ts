/** Recordings of the real vendors, and where these differ from their contracts. */
import { ControlError } from '../control/control-error.ts';
import type { Handlers } from '../core/handler.ts';
import type { components, operations } from './contract.gen.ts';

type Schemas = components['schemas'];
export type RecordingView = Schemas['Recording'];
export type RecordedCallView = Schemas['RecordedCall'];
export type RecordedExchangeView = Schemas['RecordedExchange'];
export type DriftView = Schemas['Drift'];

/** `undefined` for a vendor without a recording. */
export interface RecordingsView {
  list(): Promise<RecordingView[]>;
  calls(vendor: string): Promise<RecordedCallView[] | undefined>;
  exchange(vendor: string, id: string): Promise<RecordedExchangeView | undefined>;
  drift(vendor: string): Promise<DriftView | undefined>;
}

function found<T>(value: T | undefined, what: string): T {
  if (value !== undefined) return value;
  throw new ControlError(404, `there is no ${what}; vendouble proxy --record makes recordings`);
}

export const createRecordingHandlers = (recordings: RecordingsView) =>
  ({
    async listRecordings() {
      return { status: 200, body: { recordings: await recordings.list() } };
    },
    async listRecordedCalls({ path: { name } }) {
      return { status: 200, body: { calls: found(await recordings.calls(name), `recording of ${name}`) } };
    },
    async readRecordedExchange({ path: { name, id } }) {
      const exchange = await recordings.exchange(name, id);
      return { status: 200, body: found(exchange, `exchange ${id} in a recording of ${name}`) };
    },
    async readDrift({ path: { name } }) {
      return { status: 200, body: found(await recordings.drift(name), `recording of ${name}`) };
    },
  }) satisfies Pick<
    Handlers<operations, Record<never, never>>,
    'listRecordings' | 'listRecordedCalls' | 'readRecordedExchange' | 'readDrift'
  >;
