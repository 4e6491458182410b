/** The emulator as its user starts it: the built command line, with the words given as JSON. */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { serve } from './child.ts';

const words = JSON.parse(process.argv[2] ?? '[]') as readonly string[];
const { run } = (await import(
  new URL('../../dist/cli.js', import.meta.url).href
)) as typeof import('../../src/cli.ts');

/** The command line tells its port to people; here it is told one that is free. */
const probe = createServer().listen(0, '127.0.0.1');
await once(probe, 'listening');
const { port } = probe.address() as AddressInfo;
probe.close();
await once(probe, 'close');

const code = await run(['start', ...words, '--port', String(port)]);
if (code !== undefined) process.exit(code);
serve(`http://127.0.0.1:${port}`);
