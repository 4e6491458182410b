/** Bulk jobs. Items are carried out at once, and their errors are listed in a feed. */
import type { Handlers } from '../../core/handler.ts';
import { Failed, fail } from '../../core/vendor.ts';
import type { IntercomCaller } from './auth.ts';
import type { FailedItem, IntercomState, Job } from './collections.ts';
import type { components, operations } from './contract.1.0.gen.ts';
import { wordsOf } from './errors.ts';
import { type SentIdentifiers, userOf } from './find-user.ts';
import type { UserUpdate } from './profile.ts';
import { archive, type SaveContext, save } from './save-user.ts';
import { secondsOf } from './time.ts';

type Schemas = components['schemas'];
type Item = Schemas['JobItem'];

/** Seconds for which a job accepts more items (recorded: `closing_at` is 15 minutes after `created_at`). */
const OPEN_FOR = 15 * 60;

/** The contract has validated `data` by the item's method, which its type cannot express. */
async function carryOut({ method, data }: Item, context: SaveContext): Promise<void> {
  if (method === 'post') await save(data as UserUpdate, context);
  else await archive(await userOf(context.state, data as SentIdentifiers), context);
}

async function failureOf(item: Item, context: SaveContext): Promise<FailedItem | undefined> {
  try {
    await carryOut(item, context);
    return undefined;
  } catch (cause) {
    if (!(cause instanceof Failed) || cause.failure.kind !== 'domain') throw cause;
    const { code, message } = wordsOf(cause.failure);
    return { method: item.method, data: item.data as FailedItem['data'], code, message };
  }
}

async function jobToJoin(
  id: string | null | undefined,
  { state, ids, now }: SaveContext,
): Promise<{ readonly job: Job; readonly isNew: boolean }> {
  const seconds = secondsOf(now);
  if (id === null || id === undefined || id === '') {
    const job: Job = {
      id: `job_${ids.uuid().replaceAll('-', '_')}`,
      created_at: seconds,
      updated_at: seconds,
      closing_at: seconds + OPEN_FOR,
      tasks: [],
      errors: [],
    };
    return { job, isNew: true };
  }
  const job = await state.jobs.get(id);
  if (job === undefined) throw fail('job_to_append_to_not_found', { id });
  if (job.closing_at <= seconds) throw fail('job_closed', { id });
  return { job, isNew: false };
}

const stateOf = (failed: boolean): 'completed' | 'completed_with_errors' =>
  failed ? 'completed_with_errors' : 'completed';

const linksOf = ({ id }: Job, base: string): Schemas['Job']['links'] => ({
  error: `${base}/jobs/${id}/error`,
  self: `${base}/jobs/${id}`,
});

/** The vendor's reply to a new job, which is still running. */
const presentRunning = (job: Job, appId: string, base: string): Schemas['Job'] => ({
  app_id: appId,
  id: job.id,
  created_at: job.created_at,
  completed_at: null,
  closing_at: job.closing_at,
  updated_at: job.updated_at,
  name: 'api_bulk_job',
  state: 'running',
  links: linksOf(job, base),
});

const presentDone = (job: Job, appId: string, base: string): Schemas['JobWithTasks'] => ({
  ...presentRunning(job, appId, base),
  completed_at: job.updated_at,
  state: stateOf(job.errors.length > 0),
  tasks: job.tasks.map(({ id, item_count, created_at, failed }) => ({
    id,
    item_count,
    created_at,
    started_at: created_at,
    completed_at: created_at,
    state: stateOf(failed),
  })),
});

async function jobOf(state: IntercomState, id: string): Promise<Job> {
  const job = await state.jobs.get(id);
  if (job === undefined) throw fail('job_not_found');
  return job;
}

export const jobs = {
  async submitUserJob(call) {
    const { body, state, ids, now, caller, request } = call;
    const { job, isNew } = await jobToJoin(body.job?.id, call);
    const errors: FailedItem[] = [];
    for (const item of body.items) {
      const failure = await failureOf(item, call);
      if (failure !== undefined) errors.push(failure);
    }
    const seconds = secondsOf(now);
    const task = {
      id: `task_${ids.uuid().replaceAll('-', '_')}`,
      item_count: body.items.length,
      created_at: seconds,
      failed: errors.length > 0,
    };
    const done: Job = {
      ...job,
      updated_at: seconds,
      tasks: [...job.tasks, task],
      errors: [...job.errors, ...errors],
    };
    await (isNew ? state.jobs.insert(done) : state.jobs.update(done));
    return { status: 202, body: presentRunning(done, caller.appId, request.base) };
  },

  async retrieveJob({ path, state, caller, request }) {
    return { status: 200, body: presentDone(await jobOf(state, path.id), caller.appId, request.base) };
  },

  async listJobErrors({ path, state }) {
    const { errors } = await jobOf(state, path.id);
    return {
      status: 200,
      body: {
        type: 'job_item.list',
        items: errors.map(({ method, data, code, message }) => ({
          type: 'job_item',
          method,
          data_type: 'user',
          data,
          error: { code, message },
        })),
        pages: {},
      },
    };
  },
} satisfies Handlers<operations, IntercomState, IntercomCaller>;
