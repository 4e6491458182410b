/**
 * Without a folder: the documents of `documents/list.ts`, installed and read (`documents/read.ts`). With one: every
 * document in it, judged over HTTP by code that shares nothing with `src/` (`judge/`).
 *
 *   npm run bench:documents
 *   npm run bench:documents -- ~/openapi --json findings.json
 *
 * The built command line is what is judged. Exits 1 when something that is wanted is not reached.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const HELP = `npm run bench:documents -- [folder] [options]

  --json FILE        write every finding, with its request and reply
  --only WORDS       judge only documents whose names contain one of these, separated by commas
  --operations N     operations of a document that are called (default: 150)
  --wrong N          invalid calls to one operation (default: 8)
  --no-prism         do not start Prism on the same document
  --installed FOLDER without a folder to judge: where the documents of the list are installed already`;

const {
  values,
  positionals: [folder],
} = parseArgs({
  allowPositionals: true,
  allowNegative: true,
  options: {
    json: { type: 'string' },
    only: { type: 'string', default: '' },
    operations: { type: 'string', default: '150' },
    wrong: { type: 'string', default: '8' },
    prism: { type: 'boolean', default: true },
    installed: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

function readList(): number {
  const args = [at('./documents/read.ts'), ...(values.installed === undefined ? [] : [values.installed])];
  return spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1;
}

async function judge(documents: string): Promise<number> {
  if (values.prism && !existsSync(at('./prism/node_modules')))
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', at('./prism')]);
  const { run } = await import('./judge/run.ts');
  const reached = await run({
    folder: documents,
    only: values.only.split(',').filter((word) => word !== ''),
    json: values.json,
    operations: Number(values.operations),
    wrong: Number(values.wrong),
    prism: values.prism,
  });
  return reached ? 0 : 1;
}

if (values.help) console.log(HELP);
else process.exit(folder === undefined ? readList() : await judge(folder));
