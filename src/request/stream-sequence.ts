/** Replies of sequential media types: their items are judged and written one after the other, while they are sent. */
import type { Operation } from '../contract/contract.ts';
import { documentedResponse } from '../contract/document/documented-response.ts';
import { type Items, isItems } from '../contract/sequences/items.ts';
import type { ItemSequence } from '../contract/sequences/sequence.ts';
import { toError } from '../core/emulator-error.ts';
import { mediaTypeEssence } from '../core/media-type.ts';
import type { Reply } from '../core/vendor.ts';
import { contentFor } from '../pipeline/validate.ts';
import type { Service } from '../services/service.ts';

/** The texts of the items. What goes wrong on the way is reported, and ends them. */
async function* written(
  items: Items,
  { format, item }: ItemSequence,
  { strict, report }: Service,
  { id }: Operation,
): AsyncIterable<string> {
  let index = 0;
  try {
    for await (const value of items) {
      const [broken] = item?.check(value, 'response') ?? [];
      if (broken !== undefined) {
        const { pointer, message, rule } = broken;
        const error = new Error(
          `item ${index} of the reply of ${id} breaks its contract: ${pointer} ${message} (${rule})`,
        );
        if (strict) throw error;
        report(error);
      }
      index++;
      yield format.write(value);
    }
  } catch (cause) {
    report(toError(cause));
    throw cause;
  }
  if (format.end !== '') yield format.end;
}

/** The reply, with a body of items as texts that are made while they are sent. Every other reply stays as it is. */
export function streamSequence(service: Service, operation: Operation | undefined, reply: Reply): Reply {
  const { body, headers = {}, status } = reply;
  if (operation === undefined || !(Array.isArray(body) || isItems(body))) return reply;
  const type = headers['content-type'];
  const response = type === undefined ? undefined : documentedResponse(operation.responses, status);
  const sequence = response && contentFor(response.content, mediaTypeEssence(type ?? ''))?.sequence;
  if (type === undefined || sequence === undefined) return reply;
  const { parametersOf } = sequence.format;
  const whole = type.includes(';') || parametersOf === undefined ? type : `${type}${parametersOf()}`;
  return {
    status,
    headers: { ...headers, 'content-type': whole },
    chunks: written(body, sequence, service, operation),
  };
}
