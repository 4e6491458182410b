/** Options from code are taken as the JSON that a client would send: members with the value `undefined` are absent. */

/** Why a value has no JSON, such as a circle or a big integer. */
export class NoJsonError extends Error {}

/** @throws {NoJsonError} */
export function asJson(value: unknown): unknown {
  try {
    const text = JSON.stringify(value);
    return text === undefined ? undefined : JSON.parse(text);
  } catch (cause) {
    throw new NoJsonError(`cannot be written as JSON: ${(cause as Error).message.split('\n')[0]}`);
  }
}
