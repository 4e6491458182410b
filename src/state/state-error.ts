/** Errors about the files of a state directory. */

/** Something is wrong with the files. The message names the file, the position if it is known, and what to do. */
export class StateFileError extends Error {}

/** The reason for an error of the file system. */
export const ioErrorReason = (cause: unknown): string => {
  const { code, message } = cause as NodeJS.ErrnoException;
  const reason = code === undefined ? undefined : REASONS[code];
  return reason === undefined ? message : `${reason} (${code})`;
};

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'no space is left on the disk',
  EDQUOT: 'the quota of the disk is used up',
  EFBIG: 'the file would become too large',
  EROFS: 'the file system is read-only',
  ENOENT: 'it cannot be created there',
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EIO: 'the disk reports an error',
  EBUSY: 'something holds it, such as a mount of the single file; mount the directory instead',
  EMFILE: 'too many files are open',
  ENOTDIR: 'something on the way there is no directory',
  EEXIST: 'something else has this name already',
};

/** @param offset where the damage begins, in bytes */
export const damagedFile = (file: string, offset: number, what: string): StateFileError =>
  new StateFileError(
    `the state file ${file} is damaged at byte ${offset}: ${what}. Nothing was changed. \`vendouble state repair <directory> --to <new directory>\` saves what can be read; --state names another directory to start with`,
  );
