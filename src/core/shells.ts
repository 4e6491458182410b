/** How environment variables are written: for a shell, or for the `--env-file` of a container. */
export const SHELLS = ['bash', 'fish', 'pwsh', 'docker'] as const;

export type Shell = (typeof SHELLS)[number];
