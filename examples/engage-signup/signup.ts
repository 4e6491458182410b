/** What an application does at Engage when somebody signs up. */
import Engage from '@engage_so/js';

export interface Customer {
  readonly id: string;
  readonly email: string;
  readonly phone?: string;
  readonly plan: string;
}

/** What the client says when no answer arrived; whether Engage did it is unknown. */
const NO_ANSWER = 'API connection error';
const ATTEMPTS = 3;

/** Both calls may be repeated: a user with the same id stays one user. */
async function persist(call: () => ReturnType<typeof Engage.identify>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const reply = await call();
    if (!('error' in reply)) return;
    if (reply.error !== NO_ANSWER || attempt === ATTEMPTS) throw new Error(`Engage: ${reply.error}`);
  }
}

/** @throws {Error} with the words of Engage */
export async function signUp({ id, email, phone, plan }: Customer): Promise<void> {
  await persist(() =>
    Engage.identify({ id, email, plan, ...(phone === undefined ? {} : { number: phone }) }),
  );
  await Engage.track(id, { event: 'signed up', properties: { plan } });
}
