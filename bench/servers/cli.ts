/** The emulator as its user starts it: the built command line, with the words given as JSON. */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { serve } from './child.ts';

const words = JSON.parse(process.argv[2] ?? '[]') as readonly string[];

/** The command line tells its port to people; here it is told one that is free. */
const probe = createServer().listen(0, '127.0.0.1');
await once(probe, 'listening');
const { port } = probe.address() as AddressInfo;
probe.close();
await once(probe, 'close');

process.argv.splice(2, Infinity, 'start', ...words, '--port', String(port));
await import(new URL('../../dist/cli.js', import.meta.url).href);
if (process.exitCode !== undefined) process.exit();
serve(`http://127.0.0.1:${port}`);
