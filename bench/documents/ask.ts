/** Serves a document in strict mode and makes valid calls: whatever is refused then, is refused wrongly or needs a reason. */
import type { Contract } from '../../src/contract/contract.ts';
import { createEmulator } from '../../src/emulator/create-emulator.ts';
import { callOf } from './calls.ts';

export interface Asked {
  readonly calls: number;
  /** Calls that were refused, with what the reply says. */
  readonly refused: readonly string[];
  /** Operations for which no valid call could be made. */
  readonly uncalled: readonly string[];
}

/** Of a record that was never made, or that is there already. */
const STATE = [404, 409, 410];

/** @param most operations that are called, spread over the document */
export async function ask(spec: string, contract: Contract, most: number): Promise<Asked> {
  const { operations } = contract;
  const every = Math.max(1, Math.floor(operations.length / most));
  const chosen = operations.filter((_, index) => index % every === 0).slice(0, most);
  const told = chosen.map((operation) => callOf(contract, operation));
  const refused: string[] = [];
  await using emulator = await createEmulator({
    documents: { asked: { spec } },
    port: 0,
    strict: true,
    report: () => {},
  });
  const served = emulator.url('asked');
  for (const call of told) {
    if ('reason' in call) continue;
    const { method } = call.operation;
    const reply = await fetch(served + (call.operation.bases[0] ?? '') + call.path, {
      method,
      headers: call.headers,
      ...(call.body === undefined || method === 'GET' || method === 'HEAD' ? {} : { body: call.body }),
      redirect: 'manual',
    });
    const text = await reply.text();
    if (reply.status < 400 || STATE.includes(reply.status)) continue;
    // What documents nothing but errors is answered with one.
    if (!call.operation.responses.some(({ status }) => /^[23d]/.test(status))) continue;
    refused.push(`${method} ${call.operation.template}: ${reply.status} ${text.slice(0, 300)}`);
  }
  const uncalled = told.flatMap((call) =>
    'reason' in call ? [`${call.operation.method} ${call.operation.template}: ${call.reason}`] : [],
  );
  return { calls: told.length - uncalled.length, refused, uncalled };
}
