/** What the control plane shows of recordings. The code that reads and compares them is loaded when somebody asks. */
import type {
  DriftView,
  RecordedCallView,
  RecordedExchangeView,
  RecordingsView,
} from '../admin/recording-handlers.ts';
import type { UpstreamConfig } from '../config/config.ts';
import { ControlError } from '../control/control-error.ts';
import type { ReplayedExchange } from '../recordings/read-recording.ts';
import type { RecordedVerdict } from '../recordings/recorded-exchange.ts';
import { RecordingError } from '../recordings/recording-error.ts';
import type { Service } from '../services/service.ts';

/** Most exchanges of a recording that are listed: the last ones. */
const MOST_LISTED = 1_000;

const findingsOf = ({ request, reply, problems }: RecordedVerdict): string[] => [
  ...request.map((text) => `request: ${text}`),
  ...reply.map((text) => `reply: ${text}`),
  ...problems,
];

const callOf = ({ recorded }: ReplayedExchange): RecordedCallView => ({
  id: recorded.id,
  at: recorded.at,
  method: recorded.request.method,
  path: recorded.request.target,
  status: recorded.reply.status,
  operation: recorded.operation,
  milliseconds: recorded.milliseconds,
  findings: findingsOf(recorded.verdict),
});

function exchangeOf(exchange: ReplayedExchange): RecordedExchangeView {
  const { recorded, received } = exchange;
  const messageOf = (
    side: 'request' | 'reply',
  ): { headers: [string, string][]; body: string | null; omitted: string | null; size: number } => ({
    headers: received[side].headers.map(([name, value]): [string, string] => [name, value]),
    body: recorded[side].body === null ? null : received[side].body.toString(),
    omitted: recorded[side].omitted ?? null,
    size: recorded[side].size,
  });
  return {
    ...callOf(exchange),
    request: messageOf('request'),
    reply: messageOf('reply'),
    kept: [...recorded.kept],
  };
}

export function createRecordingsView(
  upstreams: Readonly<Record<string, UpstreamConfig>>,
  services: readonly Service[],
): RecordingsView {
  const folderOf = (vendor: string): string | undefined => upstreams[vendor]?.record;
  const read = async (folder: string): Promise<readonly ReplayedExchange[]> => {
    const { readRecording } = await import('../recordings/read-recording.ts');
    try {
      return readRecording(folder);
    } catch (cause) {
      throw cause instanceof RecordingError ? new ControlError(409, cause.message) : cause;
    }
  };
  return {
    list: async () => {
      const folders = Object.entries(upstreams).flatMap(([vendor, { record, to }]) =>
        record === undefined ? [] : [{ vendor, folder: record, to }],
      );
      return Promise.all(
        folders.map(async (one) => ({ ...one, exchanges: (await read(one.folder)).length })),
      );
    },
    calls: async (vendor) => {
      const folder = folderOf(vendor);
      return folder === undefined ? undefined : (await read(folder)).slice(-MOST_LISTED).map(callOf);
    },
    exchange: async (vendor, id) => {
      const folder = folderOf(vendor);
      if (folder === undefined) return undefined;
      const found = (await read(folder)).find(({ recorded }) => recorded.id === id);
      return found && exchangeOf(found);
    },
    drift: async (vendor): Promise<DriftView | undefined> => {
      const folder = folderOf(vendor);
      const service = services.find((one) => one.vendor.name === vendor);
      if (folder === undefined || service === undefined) return undefined;
      const { findDrift } = await import('../drift/find-drift.ts');
      const basePath = new URL(upstreams[vendor]?.to ?? '').pathname.replace(/\/+$/, '');
      const { findings, ...counts } = await findDrift(service, await read(folder), basePath);
      return {
        ...counts,
        skipped: { ...counts.skipped },
        findings: findings.map(({ evidence, overlay, samples, ...finding }) => ({
          ...finding,
          samples: [...samples],
          evidence: evidence === undefined ? null : { grade: evidence.grade, source: evidence.source },
          overlay:
            overlay === undefined ? null : { target: overlay.target, update: JSON.stringify(overlay.update) },
        })),
      };
    },
  };
}
