/** Named checks, one line each as they pass or fail. */

export interface Checks {
  /** @param check throws when it fails; a text that it returns is printed behind its name */
  run(name: string, check: () => unknown): Promise<void>;
  readonly passed: number;
  readonly failed: number;
}

export function createChecks(): Checks {
  let passed = 0;
  let failed = 0;
  return {
    get passed() {
      return passed;
    },
    get failed() {
      return failed;
    },
    async run(name, check) {
      try {
        const note = await check();
        passed++;
        process.stdout.write(`  ok    ${name}${typeof note === 'string' ? `: ${note}` : ''}\n`);
      } catch (cause) {
        failed++;
        process.stdout.write(
          `  FAIL  ${name}\n${String((cause as Error).message).replace(/^/gm, '        ')}\n`,
        );
      }
    },
  };
}
