/** Operations that describe the emulator: its health, its vendors, and how far their replies can be trusted. */
import type { Control } from '../control/control.ts';
import type { Handlers } from '../core/handler.ts';
import { packageVersion } from '../core/package-version.ts';
import { handledOperations, type Vendor } from '../core/vendor.ts';
import type { CallMetrics } from '../journal/call-metrics.ts';
import { formatPrometheus, PROMETHEUS_TYPE } from '../reports/prometheus.ts';
import type { Worlds } from '../worlds/worlds.ts';
import type { components, operations } from './contract.gen.ts';
import type { InterceptView } from './intercept-handlers.ts';
import { readMetrics } from './metrics.ts';
import type { RecordingsView } from './recording-handlers.ts';

type Schemas = components['schemas'];
type Health = operations['health']['responses'][200]['content']['application/json'];

/** Where the default world is kept, and the durability of replies there. */
export interface StateView extends Pick<Health, 'state' | 'durability'> {
  readonly doubt: string | undefined;
}

export interface AdminParts {
  readonly control: Control;
  readonly worlds: Worlds;
  readonly metrics: CallMetrics;
  readonly vendors: readonly Vendor[];
  readonly state: StateView;
  /** Read anew at each call: the server counts on. */
  readonly rejectedConnections: Health['rejectedConnections'];
  /** Whether a first call would be answered without compiling. */
  readonly isReady: () => boolean;
  /** Of this replica, where state is kept in a database. */
  readonly health: (() => NonNullable<Health['replica']>) | undefined;
  /** Absent unless the emulator intercepts. */
  readonly intercept: () => InterceptView | undefined;
  readonly recordings: RecordingsView;
}

export const createStatusHandlers = ({
  control,
  worlds,
  metrics,
  vendors,
  state: { state, durability, doubt },
  rejectedConnections,
  isReady,
  health,
}: AdminParts) =>
  ({
    async health() {
      const { journal, faults } = worlds.default;
      const replica = health?.();
      const isAway = replica?.reachable === false;
      const ready = isReady() && !isAway;
      return {
        status: ready ? 200 : 503,
        ...(ready ? {} : { headers: { 'retry-after': '1' } }),
        body: {
          status: isAway ? 'database away' : ready ? 'ok' : 'starting',
          version: packageVersion(),
          state,
          durability,
          ...(doubt === undefined ? {} : { doubt }),
          ...(replica === undefined ? {} : { replica }),
          vendors: vendors.map(({ name }) => name),
          worlds: { used: worlds.list().length - 1, capacity: worlds.capacity },
          exchanges: { used: journal.size, capacity: journal.capacity },
          faults: { used: faults.list().length, capacity: faults.capacity },
          rejectedConnections: { ...rejectedConnections },
        },
      };
    },
    async metrics() {
      const read = await readMetrics({
        control,
        worlds,
        metrics,
        rejectedConnections,
        state: { durability },
      });
      return { status: 200, headers: { 'content-type': PROMETHEUS_TYPE }, body: formatPrometheus(read) };
    },
    async listVendors() {
      const [first] = control.worlds();
      return {
        status: 200,
        body: {
          version: packageVersion(),
          vendors: vendors.map(({ name, title, versions }) => ({
            name,
            title,
            url: first?.urls[name] ?? '',
            baseUrl: control.baseUrl(name),
            versions: Object.keys(versions),
            operations: [
              ...new Set(Object.values(versions).flatMap(({ handlers }) => handledOperations(handlers))),
            ],
          })),
        },
      };
    },
    async readVendor({ path, query: { version, world } }) {
      return { status: 200, body: control.vendor(path.vendor, version, world) as Schemas['Vendor'] };
    },
    async listExampleCalls({ path: { vendor } }) {
      const calls = await control.exampleCalls(vendor);
      return { status: 200, body: { calls: calls.map((call) => ({ ...call })) } };
    },
    async readOperation({ path: { vendor, operation }, query: { version } }) {
      return { status: 200, body: { ...control.operation(vendor, operation, version) } };
    },
    async tally({ query }) {
      return { status: 200, body: control.tally(query.world) as Schemas['Tally'] };
    },
    async coverage() {
      return { status: 200, body: control.coverage() as Schemas['Coverage'] };
    },
    async fidelity({ query }) {
      return { status: 200, body: { vendors: control.fidelity(query.vendor) as Schemas['Ledger'][] } };
    },
  }) satisfies Handlers<operations, Record<never, never>>;
