/** A journal that was emptied or deleted beside a snapshot is reported at the start, because the state is then an older one. */
import { readdirSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { vendouble } from '../support/command.ts';
import { temporaryFolder } from '../support/document.ts';

const HEADERS = { authorization: `Basic ${btoa('k:s')}`, 'content-type': 'application/json' };

const create = (base: string, id: string): Promise<Response> =>
  fetch(`${base}/engage/v1/users`, { method: 'POST', headers: HEADERS, body: JSON.stringify({ id }) });

test.each([
  ['deleted', 'missing', (file: string) => rmSync(file)],
  ['emptied', 'empty', (file: string) => truncateSync(file)],
] as const)(
  'a journal that was %s beside its snapshot is reported at the start',
  async (_what, word, spoil) => {
    const cwd = temporaryFolder();
    const start = () => vendouble(['engage', '--port', '0', '--state', 'state'], { cwd });
    const first = start();
    await create(await first.ready, 'kept');
    first.process.kill('SIGTERM');
    expect((await first.ended).err).toBe('');

    const second = start();
    await create(await second.ready, 'lost');
    second.process.kill('SIGKILL');
    await second.ended;
    const [journal = ''] = readdirSync(join(cwd, 'state')).filter((name) => name.startsWith('journal.'));
    spoil(join(cwd, 'state', journal));

    const third = start();
    const told = await third.warns(/^vendouble: (state.journal\..*)$/m);
    expect(told).toContain(`${journal} is ${word}`);
    expect((await fetch(`${await third.ready}/engage/v1/users/kept`, { headers: HEADERS })).status).toBe(200);
    third.process.kill('SIGTERM');
    await third.ended;
  },
);
