/** What becomes of the process when what it says cannot be written. */

/**
 * Nobody reads on, as behind `| head` or when the parent is gone: the same as being asked to end. A log that the disk
 * has no room for is lost, and nothing else.
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
