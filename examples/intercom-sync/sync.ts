/** Keeps a copy of the users whom an application has at Intercom. */
import type { Client, User } from 'intercom-client';

/** How the client says that Intercom refused. */
interface Refused {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
}

const isLimited = (cause: unknown): cause is Refused =>
  cause instanceof Error && 'statusCode' in cause && cause.statusCode === 429;

/** Seconds until Intercom takes calls again, by its own clock. */
const untilReset = ({ headers }: Refused): number =>
  Math.ceil(Number(headers['x-ratelimit-reset']) - Date.parse(headers.date ?? '') / 1000);

/** Waits as often and as long as Intercom asks for. */
async function patiently<T>(call: () => Promise<T>, wait: (seconds: number) => Promise<void>): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (cause) {
      if (!isLimited(cause)) throw cause;
      await wait(untilReset(cause));
    }
  }
}

/**
 * All users, page by page.
 *
 * @param wait for a number of seconds
 */
export async function pullUsers(
  client: Client,
  wait: (seconds: number) => Promise<void>,
): Promise<Map<string, User>> {
  const users = new Map<string, User>();
  let page = await patiently(() => client.users.listBy({ order: 'asc' }), wait);
  for (;;) {
    const { body } = page;
    for (const user of body.users) users.set(user.user_id, user);
    if (body.pages.next === null) return users;
    page = await patiently(() => client.nextPage(body.pages), wait);
  }
}

/** The user with an e-mail, or nothing. @throws {Error} with Intercom's words, also when several have it */
export async function findByEmail(client: Client, email: string): Promise<User | undefined> {
  try {
    return (await client.users.find({ email })).body;
  } catch (cause) {
    if (cause instanceof Error && 'statusCode' in cause && cause.statusCode === 404) return undefined;
    throw cause;
  }
}
