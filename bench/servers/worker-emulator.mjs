// A fresh worker, as a test runner starts one: imports vendouble, makes an emulator and calls it once.
import { parentPort } from 'node:worker_threads';
import { createEmulator } from '../../dist/index.js';

const emulator = await createEmulator({ vendors: ['engage'] });
const reply = await fetch(`${emulator.url('engage')}/users`, {
  headers: { authorization: `Basic ${btoa('key:secret')}` },
});
await reply.text();
parentPort.postMessage(reply.status);
