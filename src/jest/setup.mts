/** `vendouble/jest/setup`, for `globalSetup`: starts an emulator before all tests, and leaves its URL in `VENDOUBLE_URL`. */
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ThreadMessage } from './emulator-thread.ts';

/** TypeScript in the checkout, JavaScript in the package. */
const extension = extname(import.meta.filename).replace('m', '');
const THREAD = new URL(`./emulator-thread${extension}`, import.meta.url);

type Started = Exclude<ThreadMessage, { error: string }>;

/** In watch mode the setup runs before every run. */
let started: Promise<Started> | undefined;

/** It ends with the process, which does not wait for it. */
function startEmulator(): Promise<Started> {
  const thread = new Worker(THREAD);
  return new Promise((resolve, reject) => {
    thread.once('error', reject);
    thread.once('message', (message: ThreadMessage) => {
      thread.unref();
      if ('url' in message) resolve(message);
      else reject(new Error(`vendouble cannot start: ${message.error}`));
    });
  });
}

/** Starts an emulator as `vendouble.config.yaml` describes it, strict and without state on disk, unless `VENDOUBLE_URL` names one. */
export default async function setup(): Promise<void> {
  if (started === undefined && process.env.VENDOUBLE_URL) return;
  started ??= startEmulator();
  const { url, installation } = await started;
  process.env.VENDOUBLE_URL = url;
  // Jest's workers inherit it; `intercept()` of `vendouble/jest` reads it.
  if (installation !== undefined) process.env.VENDOUBLE_JEST_INTERCEPT = JSON.stringify(installation);
}
