/** `vendouble scenario run`: workflows as Arazzo writes them, run against an emulator. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { runScenarioFile } from '../../src/commands/scenario-run.ts';
import { vendouble } from '../support/command.ts';
import { temporaryFolder } from '../support/document.ts';

const fileAt = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/** A folder with the shop and its workflows. */
function shop(): string {
  const cwd = temporaryFolder();
  for (const name of ['shop.yaml', 'orders.arazzo.yaml']) cpSync(fileAt(`./${name}`), join(cwd, name));
  return cwd;
}

describe('a run', () => {
  let lines: readonly string[];
  let code: number | null;
  beforeAll(async () => {
    const cwd = shop();
    const config = {
      documents: { shop: { spec: './shop.yaml' } },
      rateLimits: { shop: { requests: 12, window: 60 } },
    };
    writeFileSync(join(cwd, 'vendouble.config.yaml'), stringify(config));
    const args = ['scenario', 'run', 'orders.arazzo.yaml', '--input', 'item=book'];
    const all = ['buy', 'branches', 'mends', 'patient', 'fails', 'ends', 'opens', 'anonymous'];
    const run = await vendouble([...args, ...all.flatMap((id) => ['--workflow', id])], { cwd }).ended;
    lines = run.out.split('\n');
    code = run.code;
  });

  /** What was printed about a workflow. */
  const about = (id: string): string => {
    const start = lines.indexOf(id);
    const end = lines.findIndex((line, index) => index > start && /^\S/.test(line));
    return lines.slice(start + 1, end).join('\n');
  };

  test('passes values from step to step, with their types', () => {
    expect(about('buy')).toBe(
      [
        '  ✓ create  POST /orders → 201',
        '  ✓ read  GET /orders/1 → 200',
        '  ✓ list  GET /orders?state=open&tags=a,b → 200',
        '  ✓ delete  DELETE /orders/1 → 204',
        '  ✓ gone  GET /orders/1 → 404',
        '  outputs {"id":1,"count":7}',
      ].join('\n'),
    );
  });

  test('calls other workflows, goes where actions lead, and ends where they say', () => {
    expect(about('branches')).toContain(
      '  ✓ first  workflow buy → 404\n  ✓ last  GET /orders → 200\n  outputs {"count":7}',
    );
    expect(about('branches')).not.toMatch(/skipped|after/);
  });

  test('goes on after a failure that has an action', () => {
    expect(about('mends')).toContain('✗ missing  GET /orders/999 → 404');
    expect(about('mends')).toContain('✓ create  POST /orders → 201\n  outputs {"item":"./shop.yaml"}');
  });

  test('runs first what a workflow depends on', () => {
    expect(about('patient')).toMatch(/^ {4}✓ create {2}POST \/orders → 201\n {2}✓ one/);
    expect(about('patient')).toContain('outputs {"before":"pen"}');
  });

  test('says of a failed step which criteria do not hold, where they stand, and what the reply was', () => {
    expect(about('fails')).toMatch(
      /✗ wrong {2}POST \/orders → 422\n\s+orders\.arazzo\.yaml:\d+: \$statusCode == 201 does not hold: \$statusCode is 422\n\s+orders\.arazzo\.yaml:\d+: \$response\.body#\/id > 0 does not hold: \$response\.body#\/id has no value\n\s+the reply: .*body\/item must NOT have fewer than 1 characters/,
    );
    expect(about('ends')).toContain('it is answered with 404, and the step has no successCriteria');
    expect(about('anonymous')).toContain('✓ list  GET /orders → 401');
  });

  test('gives a step the credential that its operation asks for', () =>
    expect(about('opens')).toMatch(/✓ staff {2}GET \/staff → 200\n {2}✓ owner {2}GET \/owner → 200$/));

  test('exits with code 1 when a workflow failed', () =>
    expect([code, lines.at(-2)]).toEqual([1, '6 of 8 workflows succeeded']));
});

test('a retry waits on the clock of the emulator, and takes no time', async () => {
  const cwd = shop();
  const config = {
    documents: { shop: { spec: './shop.yaml' } },
    rateLimits: { shop: { requests: 3, window: 600 } },
  };
  writeFileSync(join(cwd, 'vendouble.config.yaml'), stringify(config));
  const { code, out } = await vendouble(['scenario', 'run', 'orders.arazzo.yaml', '--workflow', 'patient'], {
    cwd,
  }).ended;
  expect(out).toMatch(/✗ three {2}GET \/orders → 429[\s\S]*✓ three {2}GET \/orders → 200/);
  expect(code).toBe(0);
});

type Change = (document: Readonly<Record<string, never>>) => void;
// biome-ignore lint/suspicious/noExplicitAny: a document of the test, changed at one place
const changed = (change: (document: any) => void): Change => change;

describe('a run is refused because of', () => {
  test.each<[string, Change, readonly string[], RegExp]>([
    [
      'a criterion that is not read',
      changed(
        ({
          workflows: [
            {
              steps: [step],
            },
          ],
        }) => (step.successCriteria[1].type = 'xpath'),
      ),
      [],
      /orders\.arazzo\.yaml:\d+ #\/workflows\/0\/steps\/0\/successCriteria\/1\/type: criteria of type xpath are not read; simple, regex and jsonpath/,
    ],
    [
      'an older JSONPath',
      changed(
        ({
          workflows: [
            {
              steps: [step],
            },
          ],
        }) =>
          (step.successCriteria[1].type = {
            type: 'jsonpath',
            version: 'draft-goessner-dispatch-jsonpath-00',
          }),
      ),
      [],
      /criteria of type jsonpath, version draft-goessner-dispatch-jsonpath-00, are not read/,
    ],
    [
      'a condition that cannot be read',
      changed(
        ({
          workflows: [
            {
              steps: [step],
            },
          ],
        }) => (step.successCriteria[0].condition = '$statusCode = 200'),
      ),
      [],
      /the condition \$statusCode = 200 cannot be read: it cannot be read from "= 200" on/,
    ],
    [
      'a word without quotes',
      changed(
        ({
          workflows: [
            {
              steps: [step],
            },
          ],
        }) => (step.successCriteria[0].condition = '$method == get'),
      ),
      [],
      /get is no value; write texts in single quotes, 'get'/,
    ],
    [
      'an expression that is none',
      changed(
        ({
          workflows: [
            {
              steps: [step],
            },
          ],
        }) => (step.requestBody.payload.item = '$input.item'),
      ),
      [],
      /payload\/item: "\$input\.item" is no runtime expression/,
    ],
    [
      'an operation that is not there',
      changed(
        ({
          workflows: [
            {
              steps: [step],
            },
          ],
        }) => (step.operationId = 'createOrders'),
      ),
      [],
      /orders\.arazzo\.yaml:\d+: shop has no operation createOrders; did you mean createOrder\?/,
    ],
    [
      'a step that is not there',
      changed(
        ({
          workflows: [
            ,
            {
              steps: [step],
            },
          ],
        }) => (step.onSuccess[1].stepId = 'nowhere'),
      ),
      [],
      /leads to the step nowhere, which branches does not have/,
    ],
    [
      'a body of parts',
      changed(
        ({
          workflows: [
            {
              steps: [step],
            },
          ],
        }) => (step.requestBody.contentType = 'multipart/form-data'),
      ),
      [],
      /bodies of type multipart\/form-data are not sent/,
    ],
    [
      'a source of another kind',
      changed(({ sourceDescriptions: [source] }) => (source.type = 'asyncapi')),
      [],
      /sources of type asyncapi are not read; openapi is/,
    ],
    [
      'a workflow of another document',
      changed(
        ({
          workflows: [
            ,
            {
              steps: [step],
            },
          ],
        }) => (step.workflowId = '$sourceDescriptions.other.buy'),
      ),
      [],
      /workflows of other Arazzo documents are not read; copy it into this one/,
    ],
    [
      'criteria under a mistyped name',
      changed(
        ({
          workflows: [
            {
              steps: [step],
            },
          ],
        }) => (step.succesCriteria = []),
      ),
      [],
      /succesCriteria is no field of a step; did you mean successCriteria\?/,
    ],
    [
      'a source that is not served',
      changed(({ sourceDescriptions: [source] }) => (source.url = './elsewhere.yaml')),
      ['engage', 'intercom'],
      /the source shop \(\.\/elsewhere\.yaml\) is not served, engage, intercom is/,
    ],
    [
      'an edition that is not read',
      changed((document) => (document.arazzo = '1.1.0')),
      [],
      /Arazzo 1\.1\.0 is not read; 1\.0 is/,
    ],
    [
      'inputs that do not fit',
      changed(() => {}),
      [],
      /the inputs of buy do not fit: must have required property 'item'; give them with --input name=value/,
    ],
    [
      'a workflow that is not there',
      changed(() => {}),
      ['--workflow', 'sell'],
      /there is no workflow sell; there are buy, branches/,
    ],
  ])('%s', async (_what, change, args, message) => {
    const file = join(shop(), 'orders.arazzo.yaml');
    const document = parse(readFileSync(file, 'utf8'));
    change(document);
    writeFileSync(file, stringify(document));
    const [first, ...names] = args;
    const isFlag = first?.startsWith('--') === true;
    const run = runScenarioFile(file, isFlag ? [] : args, { workflow: isFlag ? names : ['buy'] });
    await expect(run).rejects.toThrow(message);
  });
});

describe('a run exits with code 2 and one line for', () => {
  const exitOf = async (file: string, change: Change = () => {}) => {
    const cwd = shop();
    const workflows = join(cwd, 'orders.arazzo.yaml');
    const document = parse(readFileSync(workflows, 'utf8'));
    change(document);
    writeFileSync(workflows, stringify(document));
    const { code, err } = await vendouble(['scenario', 'run', file, '--workflow', 'mends'], { cwd }).ended;
    return [code, err];
  };

  test('a file that is no Arazzo document', async () =>
    expect(await exitOf('shop.yaml')).toEqual([
      2,
      'vendouble: shop.yaml: this is no Arazzo document; its field arazzo must say 1.0.1\n',
    ]));

  test('a goto that goes round', async () =>
    expect(
      await exitOf(
        'orders.arazzo.yaml',
        changed(({ workflows }) => (workflows[2].steps[0].onFailure[0].stepId = 'missing')),
      ),
    ).toEqual([
      2,
      expect.stringMatching(
        /^vendouble: orders\.arazzo\.yaml:\d+: the workflow takes more than 1000 steps; a goto may lead round in a circle\n$/,
      ),
    ]));
});
