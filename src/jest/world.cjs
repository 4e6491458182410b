/**
 * `vendouble/jest`: a world for a test, over HTTP. It is CommonJS without imports, which is what Jest loads without flags.
 *
 * @import { ClockView, CollectedWebhook, CollectOptions, ResetOptions, WorldOptions, WorldView } from '../control/control.ts' with { 'resolution-mode': 'import' }
 * @import { Exchange } from '../journal/exchange.ts' with { 'resolution-mode': 'import' }
 * @import { Expectation, VerifyResult } from '../journal/verify.ts' with { 'resolution-mode': 'import' }
 * @import { Explanation } from '../explain/explain.ts' with { 'resolution-mode': 'import' }
 * @import { Fault } from '../core/fault.ts' with { 'resolution-mode': 'import' }
 * @import { StatisticsView } from '../journal/statistics.ts' with { 'resolution-mode': 'import' }
 */
// @ts-check
'use strict';

/**
 * The records, clock, faults and calls of one test, isolated from all others.
 *
 * @typedef {object} World
 * @property {string} id
 * @property {WorldView['credentials']} credentials by vendor, a credential that selects this world on the emulator's plain URL
 * @property {(vendor: string) => string} url base URL of a vendor in this world, for any credential
 * @property {(fault: Omit<Fault, 'id'>) => Promise<Fault>} fault adds a fault to the calls from now on
 * @property {() => Promise<void>} clearFaults
 * @property {(options?: CollectOptions) => Promise<void>} collectWebhooks keeps webhooks instead of sending them
 * @property {(topic?: string) => Promise<readonly CollectedWebhook[]>} takeWebhooks takes collected webhooks, each once: `new Request(hook.url, hook)`
 * @property {(by: string) => Promise<ClockView>} advance moves the clock by a number and `ms`, `s`, `m`, `h` or `d`
 * @property {(at: string) => Promise<ClockView>} freeze stops the clock at an ISO time
 * @property {(name: string) => Promise<void>} applyScenario adds the records of a scenario, all or none
 * @property {(what?: ResetOptions['what']) => Promise<void>} reset
 * @property {(expectation: Expectation) => Promise<void>} verify rejects unless the calls happened, with the closest ones
 * @property {() => Promise<readonly Exchange[]>} exchanges the calls so far, oldest first
 * @property {(exchange?: string) => Promise<Explanation>} explain why a call was refused; the last refused one when absent
 * @property {() => Promise<StatisticsView>} tally counts of the calls, and what is wrong with them
 * @property {() => Promise<void>} delete ends the world; after the tests of a file that happens by itself
 */

/** @returns {string} the URL of the emulator */
function emulatorUrl() {
  const { VENDOUBLE_URL: url } = process.env;
  if (url) return url;
  throw new Error(
    "vendouble is not running: add globalSetup: 'vendouble/jest/setup' to the configuration of Jest, or set VENDOUBLE_URL",
  );
}

/**
 * @param {string} method
 * @param {string} path below the control plane
 * @param {object} [body]
 * @returns {Promise<unknown>} the JSON of the reply
 */
async function ask(method, path, body) {
  const reply = await fetch(`${emulatorUrl()}/__admin/${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const text = await reply.text();
  const answer = text === '' ? undefined : JSON.parse(text);
  if (reply.ok) return answer;
  throw new Error(`vendouble: ${answer.detail ?? text}`);
}

/**
 * @param {VerifyResult} result
 * @throws {Error} with the closest calls
 */
function assertVerified(result) {
  if (result.ok) return;
  const closest = result.closest.map(
    ({ exchange, method, vendor, path, status, difference }) =>
      `  ${exchange} ${method} /${vendor}${path} → ${status}: ${difference ?? 'as described'}`,
  );
  throw new Error([result.message, ...closest].join('\n'));
}

/** @type {Set<World>} */
const open = new Set();

/**
 * Creates a world for a test. It begins empty, or with a scenario.
 *
 * @param {WorldOptions} [options]
 * @returns {Promise<World>}
 */
async function createWorld(options = {}) {
  const { id, urls, credentials } = /** @type {WorldView} */ (await ask('POST', 'worlds', options));
  const here = `world=${encodeURIComponent(id)}`;
  /** @type {World} */
  const world = {
    id,
    credentials,
    url: (vendor) => {
      const url = urls[vendor];
      if (url !== undefined) return url;
      throw new Error(`${vendor} is not served; the emulator serves ${Object.keys(urls).join(', ')}`);
    },
    fault: async (fault) => /** @type {Fault} */ (await ask('POST', `faults?${here}`, fault)),
    clearFaults: async () => void (await ask('DELETE', `faults?${here}`)),
    collectWebhooks: async (options = {}) => void (await ask('POST', `webhooks/collect?${here}`, options)),
    takeWebhooks: async (topic) => {
      const taken = /** @type {{ webhooks: CollectedWebhook[] }} */ (
        await ask('POST', `webhooks/take?${here}`, topic === undefined ? {} : { topic })
      );
      return taken.webhooks;
    },
    advance: async (by) => /** @type {ClockView} */ (await ask('POST', `clock/advance?${here}`, { by })),
    freeze: async (at) =>
      /** @type {ClockView} */ (await ask('PUT', `clock?${here}`, { now: at, frozen: true })),
    applyScenario: async (name) => void (await ask('POST', `scenarios?${here}`, { name })),
    reset: async (what = 'all') => void (await ask('POST', `reset?${here}&what=${what}`)),
    verify: async (expectation) =>
      assertVerified(/** @type {VerifyResult} */ (await ask('POST', `verify?${here}`, expectation))),
    exchanges: async () => {
      const kept = /** @type {{ exchanges: Exchange[] }} */ (
        await ask('GET', `exchanges?${here}&limit=1000`)
      );
      return kept.exchanges;
    },
    explain: async (exchange = 'last') =>
      /** @type {Explanation} */ (await ask('GET', `explain/${encodeURIComponent(exchange)}?${here}`)),
    tally: async () => /** @type {StatisticsView} */ (await ask('GET', `tally?${here}`)),
    delete: async () => {
      open.delete(world);
      await ask('DELETE', `worlds/${encodeURIComponent(id)}`);
    },
  };
  open.add(world);
  return world;
}

/**
 * Leads connections of this file's tests to the vendors' hosts to the emulator, until they have run. It needs
 * `intercept: true` in `vendouble.config.yaml`.
 *
 * @returns {() => void} takes it back earlier
 */
function intercept() {
  const { VENDOUBLE_JEST_INTERCEPT: given } = process.env;
  if (given === undefined)
    throw new Error(
      "the emulator does not intercept: write `intercept: true` into vendouble.config.yaml, and add globalSetup: 'vendouble/jest/setup' to the configuration of Jest",
    );
  const { install, trust } = require('../intercept/preload.cjs');
  const { settings, certificate } = JSON.parse(given);
  const undo = [trust(certificate), install(settings)];
  const takeBack = () => {
    for (const one of undo.splice(0)) one();
  };
  afterAll?.(takeBack);
  return takeBack;
}

// Without Jest's globals, worlds end with the run.
const { afterAll } = /** @type {{ afterAll?: (hook: () => unknown) => void }} */ (globalThis);
afterAll?.(() => Promise.all([...open].map((world) => world.delete())));

module.exports = { createWorld, intercept };
