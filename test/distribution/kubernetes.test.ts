/** The manifests of examples/kubernetes and examples/scaling, judged by the schemas of Kubernetes. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Deployment } from 'kubernetes-models/apps/v1';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { ConfigMap, PersistentVolumeClaim, Secret, Service } from 'kubernetes-models/v1';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
}

const manifest = readFileSync(new URL('../../examples/kubernetes/vendouble.yaml', import.meta.url), 'utf8');

const MODELS = { ConfigMap, Deployment, NetworkPolicy, PersistentVolumeClaim, Secret, Service };

const objectsOf = (text: string): readonly Manifest[] =>
  parseAllDocuments(text).map((document) => document.toJS({ maxAliasCount: 0 }) as Manifest);

/** What the schema says of values and of what is missing. */
function wrongValues(object: Manifest): readonly string[] {
  const Model = MODELS[object.kind as keyof typeof MODELS];
  try {
    new Model(object as never).validate();
    return [];
  } catch (cause) {
    return [(cause as Error).message];
  }
}

/** The schema lets unknown keys pass, as the API server does; TypeScript does not. */
function unknownKeys(objects: readonly Manifest[]): readonly string[] {
  const file = fileURLToPath(new URL('manifest.ts', import.meta.url));
  const source = objects
    .map(({ apiVersion, kind, ...rest }, index) => {
      const path = apiVersion.includes('/') ? apiVersion : 'v1';
      const literal = JSON.stringify({ apiVersion, kind, ...rest });
      return `import type { I${kind} as T${index} } from 'kubernetes-models/${path}';\nexport const o${index}: T${index} = ${literal};`;
    })
    .join('\n');
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, version, ...rest) =>
    name === file ? ts.createSourceFile(name, source, version) : getSourceFile(name, version, ...rest);
  const program = ts.createProgram([file], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

const judged = (text: string): readonly string[] => {
  const objects = objectsOf(text);
  return [...objects.flatMap(wrongValues), ...unknownKeys(objects)];
};

test('the manifest is valid', () => {
  expect(judged(manifest)).toEqual([]);
  expect(objectsOf(manifest).map(({ kind }) => kind)).toEqual([
    'Secret',
    'ConfigMap',
    'PersistentVolumeClaim',
    'Deployment',
    'Service',
    'NetworkPolicy',
  ]);
});

test('the manifest of several replicas is valid', () => {
  const replicas = readFileSync(new URL('../../examples/scaling/kubernetes.yaml', import.meta.url), 'utf8');
  expect(judged(replicas)).toEqual([]);
  expect(objectsOf(replicas).map(({ kind }) => kind)).toEqual(['Secret', 'Deployment', 'Service']);
});

test.each([
  ['a key with a typing error', 'readinessProbe:', 'readinessProb:', /readinessProb/],
  ['a value of another type', 'replicas: 1', "replicas: 'one'", /replicas/],
  ['a missing key', '- name: vendouble\n          image', '- image', /name/],
])('%s is found', (_what, right, wrong, message) => {
  expect(manifest).toContain(right);
  expect(judged(manifest.replace(right, wrong)).join('\n')).toMatch(message);
});
