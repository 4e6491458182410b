/** The emulator with the options given as JSON on the command line. */
import { createEmulator, type EmulatorOptions } from '../../src/index.ts';
import { serve } from './child.ts';

const options = JSON.parse(process.argv[2] ?? '{}') as EmulatorOptions;
const emulator = await createEmulator(options);
serve(emulator.url());
