#!/usr/bin/env node
/** Starts the command line. What it needs is imported afterwards, so that Node can take compiled code from its cache. */
import module from 'node:module';
import { join } from 'node:path';
import { assertNode } from './commands/node-version.ts';
import { cacheFolder } from './core/cache-folder.ts';

assertNode(process.versions.node);
const args = process.argv.slice(2);
const own = args.slice(0, args.includes('--') ? args.indexOf('--') : undefined);
if (own.includes('--no-cache')) process.env.VENDOUBLE_CACHE = 'off';
const cache = cacheFolder();
if (cache !== undefined) module.enableCompileCache(join(cache, 'code'));
const { run } = await import('./cli/program.ts');
await run(args);
