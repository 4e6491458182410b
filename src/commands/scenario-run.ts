/** `vendouble scenario run`: runs the workflows of an Arazzo document against an emulator of its own. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Config, ConfigError } from '../config/config.ts';
import { RESERVED_NAMES } from '../config/config-schema.ts';
import type { Operation } from '../contract/contract.ts';
import { isObject } from '../core/is-object.ts';
import { isJsonMediaType } from '../core/media-type.ts';
import { createEmulator, type Emulator } from '../emulator/create-emulator.ts';
import { createServices, findServedVendors } from '../services/create-services.ts';
import type { Service } from '../services/service.ts';
import { assertOperations, firstWorkflows } from '../workflows/first-workflows.ts';
import { readWorkflows } from '../workflows/read-workflows.ts';
import { StepError } from '../workflows/request-of-step.ts';
import { type Performer, runWorkflow, type StepReport } from '../workflows/run-workflow.ts';
import { findOperations } from '../workflows/sources.ts';
import { type StepCredential, stepCredential } from '../workflows/step-credential.ts';
import type { Workflows } from '../workflows/workflow.ts';
import { localName } from './fetch-document.ts';
import { loadVendorModules } from './load-vendor-modules.ts';
import { configOf, type ServeFlags } from './serve-config.ts';

export interface ScenarioRunFlags extends ServeFlags {
  readonly workflow?: readonly string[];
  readonly input?: readonly string[];
  readonly scenario?: string;
  /** False with `--no-credentials`. */
  readonly credentials?: boolean;
}

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** The documents of the sources that are files, for a run that names none. */
const ownDocuments = ({ file, sources }: Workflows): NonNullable<Config['documents']> =>
  Object.fromEntries(
    sources
      .map(
        ({ name, url }) =>
          [
            name
              .toLowerCase()
              .replace(/[^a-z0-9]+/g, '-')
              .replace(/^-+|-+$/g, ''),
            join(dirname(file), url),
          ] as const,
      )
      .filter(([, spec]) => existsSync(spec))
      .map(([name, spec]) => [RESERVED_NAMES.includes(name) || name === '' ? `${name}-api` : name, { spec }]),
  );

/** What is served: what the arguments name, or the configuration, or the sources themselves. */
async function configFor(
  document: Workflows,
  names: readonly string[],
  flags: ScenarioRunFlags,
): Promise<Config> {
  const local = await Promise.all(names.map(localName));
  const {
    workflow: _workflow,
    input: _input,
    scenario: _scenario,
    credentials: _credentials,
    ...served
  } = flags;
  const config = configOf(local, { ...served, port: 0, ephemeral: true });
  const isNamed = names.length > 0 || config.vendors !== undefined || config.documents !== undefined;
  const documents = isNamed ? undefined : ownDocuments(document);
  return documents === undefined || Object.keys(documents).length === 0 ? config : { ...config, documents };
}

/** Inputs of the command line: JSON where it is JSON, unless the schema wants a text. */
function inputsOf(
  { workflows }: Workflows,
  ids: readonly string[],
  given: readonly string[],
): Record<string, unknown> {
  const isText = (name: string): boolean =>
    workflows
      .filter(({ id }) => ids.includes(id))
      .some(({ inputs }) => {
        const properties = isObject(inputs) && isObject(inputs.properties) ? inputs.properties : {};
        const schema = properties[name];
        return isObject(schema) && schema.type === 'string';
      });
  const pairs = given.map((text) => {
    const [, name, value = ''] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
    if (name === undefined) throw new ConfigError(`--input ${text} is no input; write --input name=value`);
    if (isText(name)) return [name, value] as const;
    try {
      return [name, JSON.parse(value) as unknown] as const;
    } catch {
      return [name, value] as const;
    }
  });
  return Object.fromEntries(pairs);
}

const parsed = (text: string, type: string): unknown => {
  if (!isJsonMediaType(type.replace(/;.*$/s, '').trim())) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};

const NO_CREDENTIAL: StepCredential = { headers: {}, query: {} };

/** @param issued headers with which a built-in vendor knows the world */
function credentialFor(
  { vendor, versions, accounts }: Service,
  operation: Operation,
  issued: StepCredential['headers'],
): StepCredential {
  const [version] = versions.values();
  return vendor.foreign === true && version !== undefined
    ? stepCredential(version.contract, operation, accounts[0]?.token ?? 'workflow')
    : { headers: issued, query: {} };
}

/** Makes calls over HTTP, in a world of their own. */
function performerFor(emulator: Emulator, scenario: string | undefined, withCredentials: boolean) {
  return async (): Promise<Performer> => {
    const { id, urls } = await emulator.createWorld({ scenario });
    return {
      wait: (seconds) => void emulator.advance(`${Math.round(seconds * 1000)}ms`, id),
      perform: async ({ service, operation }, request) => {
        const vendor = service.vendor.name;
        const credential =
          withCredentials && operation.security.length > 0
            ? credentialFor(service, operation, emulator.headers(vendor, id))
            : NO_CREDENTIAL;
        const url = new URL(`${urls[vendor] ?? ''}${request.target}`);
        for (const [name, value] of Object.entries(credential.query))
          if (!url.searchParams.has(name)) url.searchParams.append(name, value);
        const reply = await fetch(url, {
          method: request.method,
          headers: { accept: '*/*', ...credential.headers, ...request.headers },
          redirect: 'manual',
          ...(request.text === undefined ? {} : { body: request.text }),
        }).catch((cause: Error) => {
          throw new StepError(`the call fails: ${String(cause.cause ?? cause.message)}`);
        });
        const headers = Object.fromEntries(reply.headers);
        const body = parsed(await reply.text(), headers['content-type'] ?? '');
        return { url: url.href, response: { status: reply.status, headers, body } };
      },
    };
  };
}

const MARKS = { passed: '✓', failed: '✗' } as const;

function printStep({ depth, step, call, status, problems }: StepReport): void {
  const indent = '  '.repeat(depth + 1);
  const mark = problems.length === 0 ? MARKS.passed : MARKS.failed;
  say(`${indent}${mark} ${step}  ${call}${status === undefined ? '' : ` → ${status}`}`);
  for (const problem of problems) for (const line of problem.split('\n')) say(`${indent}    ${line}`);
}

/**
 * Exits 1 when a workflow fails.
 *
 * @param names what is served; the sources of the document when none are named
 * @throws {ContractError} for a document that cannot be read
 * @throws {WorkflowError} for workflows that cannot be run
 */
export async function runScenarioFile(
  file: string,
  names: readonly string[],
  flags: ScenarioRunFlags,
): Promise<void> {
  const document = readWorkflows(file);
  const config = await configFor(document, names, flags);
  const vendors = await findServedVendors(await loadVendorModules(config.vendors), config.documents);
  const services = createServices(vendors, { ...config, documents: undefined }, () => {});
  const find = findOperations(document, services);
  assertOperations(document, find);
  const ids = flags.workflow ?? firstWorkflows(document);
  const inputs = inputsOf(document, ids, flags.input ?? []);
  const { overlays, ...rest } = config;
  const emulator = await createEmulator({
    ...rest,
    ...(overlays === undefined ? {} : { overlays }),
    documents: undefined,
    vendors,
  });
  const performer = performerFor(emulator, flags.scenario, flags.credentials !== false);
  let failed = 0;
  try {
    for (const id of ids) {
      say(id);
      const options = { ...(await performer()), document, find, inputs, onStep: printStep };
      const { outputs, problem } = await runWorkflow(id, options);
      if (Object.keys(outputs).length > 0) say(`  outputs ${JSON.stringify(outputs)}`);
      if (problem !== undefined) failed++;
    }
  } finally {
    await emulator.close();
  }
  say(`${ids.length - failed} of ${ids.length} workflows succeeded`);
  if (failed > 0) process.exitCode = 1;
}
