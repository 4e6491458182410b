/** Options from code are checked by the contract of the control plane, as bodies over HTTP are. */
import { asJson, NoJsonError } from '../config/as-json.ts';
import type { Contract } from '../contract/contract.ts';
import { type Control, ControlError } from '../control/control.ts';
import type { Service } from '../services/service.ts';
import { describeRequest } from './describe-request.ts';

/** @returns the options as JSON. @throws {ControlError} 400 for options that the operation does not take */
function checked<T>(contract: Contract, operation: string, options: T): T {
  const body = contract.operations.find(({ id }) => id === operation)?.body;
  const schema = body?.content[0]?.schema;
  if (schema === undefined) throw new Error(`the control plane takes no body for ${operation}`);
  let json: unknown;
  try {
    json = asJson(options);
  } catch (cause) {
    if (!(cause instanceof NoJsonError)) throw cause;
    throw new ControlError(400, `the whole value ${cause.message}`);
  }
  if (json === undefined && !body?.required) return options;
  const findings = schema.check(json, 'request');
  if (findings.length > 0) throw new ControlError(400, describeRequest(findings, contract));
  return json as T;
}

type Checked = Pick<
  Control,
  | 'createWorld'
  | 'addFault'
  | 'verify'
  | 'advance'
  | 'tag'
  | 'call'
  | 'addWebhook'
  | 'collectWebhooks'
  | 'triggerWebhook'
  | 'verifyDeliveries'
>;

/** @returns the methods whose options are checked before they are called */
export function checkArguments(control: Control, { versions }: Service): Checked {
  const check = <T>(operation: string, options: T): T => {
    const [version] = versions.values();
    if (version === undefined) throw new Error('the control plane has no contract');
    return checked(version.contract, operation, options);
  };
  return {
    createWorld: async (options) => control.createWorld(check('createWorld', options)),
    addFault: (fault, world) => control.addFault(check('addFault', fault), world),
    verify: (expectation, world) => control.verify(check('verify', expectation), world),
    advance: (by, world) => control.advance(check('advanceClock', { by }).by, world),
    tag: (options, world) => control.tag(check('tagExchanges', options), world),
    addWebhook: (target, world) => control.addWebhook(check('addWebhook', target), world),
    collectWebhooks: (options, world) => control.collectWebhooks(check('collectWebhooks', options), world),
    verifyDeliveries: async (expected, world) =>
      control.verifyDeliveries(check('verifyDeliveries', expected), world),
    triggerWebhook: async (trigger, world) => control.triggerWebhook(check('triggerWebhook', trigger), world),
    call: async (request, world) => control.call(check('makeCall', request), world),
  };
}
