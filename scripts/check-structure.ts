/** Part of `npm run check`: prints what is wrong with the structure of the repository. Exits 1 with findings. */
import { checkStructure } from './structure/check.ts';

const findings = checkStructure();
for (const finding of findings) console.error(finding);
if (findings.length > 0) {
  console.error(`${findings.length} findings in the structure of the repository`);
  process.exitCode = 1;
}
