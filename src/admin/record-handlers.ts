/** Operations on the records of a world. */
import type { Control } from '../control/control.ts';
import type { RecordFields } from '../control/records.ts';
import type { Handlers } from '../core/handler.ts';
import type { operations } from './contract.gen.ts';

export const createRecordHandlers = (control: Control) =>
  ({
    async listRecords({ path, query }) {
      const { total, records } = await control.records(path.vendor, path.collection, query);
      return { status: 200, body: { total, records: records.map((record) => ({ ...record })) } };
    },
    async readRecord({ path, query: { world, account } }) {
      return { status: 200, body: { ...(await control.record({ ...path, account }, world)) } };
    },
    async listCollections({ query: { world } }) {
      return { status: 200, body: { collections: (await control.held(world)).map((held) => ({ ...held })) } };
    },
    async editRecord({ path, query: { account, world }, body }) {
      const { from, to } = body as { readonly from: RecordFields; readonly to: RecordFields };
      return { status: 200, body: { ...(await control.editRecord({ ...path, account }, from, to, world)) } };
    },
    async deleteRecord({ path, query: { account, world } }) {
      await control.deleteRecord({ ...path, account }, world);
      return { status: 204 };
    },
    async readHistory({ path, query: { account, world } }) {
      const revisions = control.history({ ...path, account }, world);
      return {
        status: 200,
        body: {
          revisions: revisions.map((revision) => ({
            ...revision,
            record: revision.record && { ...revision.record },
          })),
        },
      };
    },
  }) satisfies Handlers<operations, Record<never, never>>;
