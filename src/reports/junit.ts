/** JUnit's XML, which CI servers read. */
import { writeXml } from '../core/write-xml.ts';
import { replaceUnprintable } from './markup.ts';

export interface JUnitCase {
  readonly classname: string;
  readonly name: string;
  /** Why the case failed; it passed when absent. */
  readonly failure?: { readonly message: string; readonly text: string } | undefined;
  /** Why the case was skipped. */
  readonly skipped?: string | undefined;
  /** What the case printed. */
  readonly output?: string | undefined;
}

export interface JUnitSuite {
  readonly name: string;
  readonly cases: readonly JUnitCase[];
}

const testcaseOf = ({ classname, name, failure, skipped, output }: JUnitCase): object => ({
  '@classname': replaceUnprintable(classname),
  '@name': replaceUnprintable(name),
  ...(failure === undefined
    ? {}
    : {
        failure: {
          '@message': replaceUnprintable(failure.message),
          '#text': replaceUnprintable(failure.text),
        },
      }),
  ...(skipped === undefined ? {} : { skipped: { '@message': replaceUnprintable(skipped) } }),
  ...(output === undefined ? {} : { 'system-out': replaceUnprintable(output) }),
});

function testsuiteOf({ name, cases }: JUnitSuite): object {
  const skipped = cases.filter((one) => one.skipped !== undefined).length;
  return {
    '@name': replaceUnprintable(name),
    '@tests': cases.length,
    '@failures': cases.filter(({ failure }) => failure !== undefined).length,
    ...(skipped === 0 ? {} : { '@skipped': skipped }),
    testcase: cases.map(testcaseOf),
  };
}

export const toJUnit = (suites: readonly JUnitSuite[]): string =>
  writeXml({ testsuites: { testsuite: suites.map(testsuiteOf) } }, 'lines');
