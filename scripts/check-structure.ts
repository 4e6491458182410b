/** `npm run check`: what keeps the house in order, beyond what the compiler and the linter see. Exit 1 with findings. */
import { longFunctionsIn } from './structure/functions.ts';
import { circlesIn } from './structure/imports.ts';
import { privateWords } from './structure/private-words.ts';
import { filesBelow, isGenerated, SOURCE } from './structure/source-files.ts';
import { weakMapsIn } from './structure/weak-maps.ts';

const MOST_AT_ROOT = 3;

const files = filesBelow(SOURCE);
const written = files.filter((file) => !isGenerated(file));
const atRoot = files.filter((file) => !file.includes('/'));

const findings = [
  ...circlesIn(files).map((circle) => `these files import each other: ${circle.join(', ')}`),
  ...(atRoot.length > MOST_AT_ROOT
    ? [`src/ has ${atRoot.length} files at its root: ${atRoot.join(', ')}`]
    : []),
  ...written.flatMap(longFunctionsIn),
  ...written.flatMap(weakMapsIn),
  ...privateWords(),
];
for (const finding of findings) console.error(finding);
if (findings.length > 0) {
  console.error(`${findings.length} findings in the structure of src/`);
  process.exitCode = 1;
}
