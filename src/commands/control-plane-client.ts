/** Calls the control plane of a running emulator. */
import { CommandError } from './command-error.ts';

/** Milliseconds. */
const TIMEOUT = 10_000;

/** @param path below the emulator's URL. @throws {CommandError} when `url` is not a URL */
export function controlPlaneUrl(url: string, path: string): URL {
  try {
    return new URL(path, url);
  } catch {
    throw new CommandError(`${url} is no URL; write it as the ready line of vendouble start does`);
  }
}

async function send(address: URL, token: string | undefined, body: object | undefined): Promise<Response> {
  try {
    return await fetch(address, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT),
    });
  } catch {
    throw new CommandError(
      `no emulator answers at ${address.origin}; start one with vendouble start, or say with --url where it is`,
    );
  }
}

/** The JSON object of a reply; an empty object for anything else. */
const objectIn = (reply: Response): Promise<object> =>
  reply.json().then(
    (answer: unknown) => (typeof answer === 'object' && answer !== null ? answer : {}),
    () => ({}),
  );

/**
 * @param isAnswer whether a JSON object has the expected form
 * @param body of a POST; a GET when absent
 * @returns the JSON object, or the emulator's reason why it has none to give
 * @throws {CommandError} when the emulator cannot be reached, or asks for a token
 */
export async function callControlPlane<T extends object>(
  address: URL,
  token: string | undefined,
  isAnswer: (answer: object) => answer is T,
  body?: object,
): Promise<T | string> {
  const reply = await send(address, token, body);
  const answer = await objectIn(reply);
  if (reply.ok && isAnswer(answer)) return answer;
  const code = reply.headers.get('x-vendouble-error');
  if (code === null || !('detail' in answer))
    throw new CommandError(`what answers at ${address.origin} is no vendouble; say with --url where one is`);
  if (code === 'TOKEN')
    throw new CommandError(`the emulator at ${address.origin} asks for its token; give it with --token`);
  if (code !== 'CONTROL') throw new CommandError(String(answer.detail));
  return String(answer.detail);
}
