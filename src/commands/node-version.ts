/** The versions of Node that can run the package. */
const OLDEST_NODE = { major: 22, minor: 18 };

/** npm only warns of an older version, which would fail later. Ends the process with code 2 where it runs in one. */
export function assertNode(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const { major: oldest, minor: least } = OLDEST_NODE;
  if (major > oldest || (major === oldest && minor >= least)) return;
  process.stderr.write(
    `vendouble needs Node ${oldest}.${least} or newer, and this is ${version}. Install a newer one, for this project with: npm install --save-dev node@24\n`,
  );
  process.exit(2);
}
