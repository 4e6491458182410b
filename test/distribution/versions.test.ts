/** Versions that are written in more than one place. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const { version, devDependencies } = JSON.parse(read('package.json')) as {
  version: string;
  devDependencies: Readonly<Record<string, string>>;
};

test('the image is based on the Node of the checkout', () => {
  expect(read('Containerfile')).toContain(`ARG BASE=node:${devDependencies.node}-bookworm-slim\n`);
});

test('the Kubernetes manifests run this version', () => {
  expect(read('examples/kubernetes/vendouble.yaml')).toContain(`image: vendouble:${version}\n`);
  expect(read('examples/scaling/kubernetes.yaml')).toContain(`image: vendouble:${version}\n`);
});
