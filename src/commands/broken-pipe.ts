/** Handles output that cannot be written. */

/**
 * Ends the process in order when its output has no reader any more, as behind `| head` or when the parent process has
 * ended. Other write errors, such as a full disk, lose the output and nothing else.
 */
export function surviveBrokenPipe(): void {
  let asked = false;
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', ({ code }: NodeJS.ErrnoException) => {
      if (code !== 'EPIPE' || asked) return;
      asked = true;
      process.kill(process.pid, 'SIGTERM');
    });
  }
}
