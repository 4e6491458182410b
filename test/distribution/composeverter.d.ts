/** What the tests use of a package that has no types. */
declare module 'composeverter' {
  interface Problem {
    readonly line: number;
    readonly message: string;
  }
  const composeverter: {
    /** @returns an empty list for a valid file */
    validateDockerComposeToCommonSpec(text: string): readonly Problem[];
  };
  export default composeverter;
}
