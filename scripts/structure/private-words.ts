/**
 * Words that say nothing to a newcomer. No file, export, test, command, option or member of the control plane is named
 * with one: each has a usual word that says the same.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { parse as parseYaml } from 'yaml';
import { filesBelow, isGenerated, parse, ROOT } from './source-files.ts';

/** The word, and what to write instead. */
const PRIVATE: Readonly<Record<string, string>> = {
  beginning: 'initial state',
  beginnings: 'initial state',
  brought: 'user',
  door: 'url',
  doors: 'urls',
  glance: 'summary',
  heard: 'onExchange, observed',
  hearing: 'observers',
  judge: 'validate',
  judged: 'validated',
  judgement: 'result',
  keeping: 'store',
  looked: 'read',
  misspelt: 'suggestion',
  nobody: 'no client, no record, …',
  plane: 'control plane',
  proof: 'validation',
  prove: 'validate',
  rewinding: 'reset, restore',
  shipped: 'builtIn',
  sought: 'lookups',
  standing: 'evidence',
  steered: 'controlled',
  steering: 'control',
  stray: 'unknown, unmatched',
  strays: 'unmatched',
  struck: 'applied',
  tell: 'describe, format, report',
  tells: 'describes, reports',
  told: 'described, reported',
  turned: 'rejected',
  unspeakable: 'unrenderable',
  whoever: 'the client, the caller, you',
  wish: 'request',
  wording: 'message',
};

/** Two words that are plain together. */
const PLAIN = /control plane|turned (on|off|into|away from)/g;

const wordsIn = (name: string): readonly string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll('-', ' ')
    .toLowerCase()
    .replace(PLAIN, '')
    .split(/[^a-z]+/);

const check = (what: string, name: string): readonly string[] =>
  wordsIn(name)
    .filter((word) => Object.hasOwn(PRIVATE, word))
    .map((word) => `${what} ${JSON.stringify(name)} has the private word "${word}"; write ${PRIVATE[word]}`);

/** Names of what a file exports. */
function exportsOf(file: string, source: string): readonly string[] {
  return parse(file, source).statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement)) {
      const { exportClause } = statement;
      return exportClause !== undefined && ts.isNamedExports(exportClause)
        ? exportClause.elements.map(({ name }) => name.text)
        : [];
    }
    const isExported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
    if (!isExported) return [];
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.map(({ name }) => name.getText());
    return 'name' in statement && statement.name !== undefined
      ? [(statement.name as ts.Identifier).text]
      : [];
  });
}

const textsOf = (node: ts.Node): readonly string[] => {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (!ts.isTemplateExpression(node)) return [];
  return [[node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…')];
};

/** First arguments, where they are texts, of the calls of a file whose function is one of these. */
function firstArguments(file: string, source: string, called: RegExp): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && called.test(node.expression.getText()))
      found.push(...node.arguments.slice(0, 1).flatMap(textsOf));
    ts.forEachChild(node, visit);
  };
  visit(parse(file, source));
  return found;
}

/** Titles of `test`, `describe` and `it`, also behind `.each(…)`. */
const titlesIn = (file: string, source: string): readonly string[] =>
  firstArguments(file, source, /^(test|describe|it)\b/);

/** Names of commands and long options, as commander is given them. */
const commandLineOf = (file: string, source: string): readonly string[] => [
  ...firstArguments(file, source, /\.command$/),
  ...[...parse(file, source).text.matchAll(/--([a-z][a-z-]+)/g)].map(([, name = '']) => name),
];

/** Paths, names of parameters, of members and of listed values, anywhere in an OpenAPI document. */
function wireNames(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(wireNames);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inside]) => [
    ...(name === 'properties' || name === 'paths' ? Object.keys(Object(inside)) : []),
    ...(name === 'enum' && Array.isArray(inside) ? inside.map(String) : []),
    ...(name === 'name' && typeof inside === 'string' ? [inside] : []),
    ...wireNames(inside),
  ]);
}

const controlPlane = (root: string): unknown => {
  const file = join(root, 'specs/admin.yaml');
  return existsSync(file) ? parseYaml(readFileSync(file, 'utf8')) : {};
};

/** A finding for each private word in a name. @param root the folder of the repository */
export function privateWords(root: string = ROOT): readonly string[] {
  const [source, page, tests] = ['src', 'inspector/src', 'test'].map((folder) => join(root, folder)) as [
    string,
    string,
    string,
  ];
  const files = filesBelow(source).filter((file) => !isGenerated(file));
  const testFiles = filesBelow(tests);
  return [
    ...files.flatMap((file) => check('the file', `src/${file}`)),
    ...filesBelow(page).flatMap((file) => check('the file', `inspector/src/${file}`)),
    ...testFiles.flatMap((file) => check('the file', `test/${file}`)),
    ...files.flatMap((file) =>
      exportsOf(file, source).flatMap((name) => check(`in src/${file} the export`, name)),
    ),
    ...testFiles.flatMap((file) =>
      titlesIn(file, tests).flatMap((title) => check(`in test/${file} the test`, title)),
    ),
    ...files
      .filter((file) => file.startsWith('cli'))
      .flatMap((file) => commandLineOf(file, source).flatMap((name) => check('the command or option', name))),
    ...wireNames(controlPlane(root)).flatMap((name) => check('the name in the control plane', name)),
  ];
}
