/** The emulator with Engage users from the beginning: `{"users": 1000}`. */

import type { Dump } from '../../src/core/store.ts';
import { createEmulator } from '../../src/index.ts';
import { serve } from './child.ts';

const { users } = JSON.parse(process.argv[2] ?? '{}') as { readonly users: number };
const emulator = await createEmulator({ vendors: ['engage'], port: 0 });

/** One user made over HTTP, so that the others look as the emulator itself makes them. */
if (users > 0) {
  await fetch(`${emulator.url('engage')}/v1/users`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('key:secret')}`, 'content-type': 'application/json' },
    body: '{"id":"f0","email":"f0@example.com","first_name":"Akinyele","last_name":"Jinadu","number":"2348012345678"}',
  });
  const [found] = Object.entries(await emulator.snapshot());
  const first = found?.[1].collections.users?.[0];
  if (found === undefined || first === undefined) throw new Error('the first user is not in the snapshot');
  const [scope, { sequence, collections }] = found;
  const dump: Dump = {
    [scope]: {
      sequence: sequence + users,
      collections: {
        ...collections,
        users: Array.from({ length: users }, (_, at) => ({
          ...first,
          // The order of ids is the order of time, and what is created later comes later.
          id: at.toString(16).padStart(24, '0'),
          uid: `f${at}`,
          email: `f${at}@example.com`,
        })),
      },
    },
  };
  await emulator.restore(dump);
}
serve(emulator.url());
