/**
 * Words that say nothing to a newcomer. They stand in no name of a file, an export, a test, an option of the command
 * line or a member of the control plane's JSON; the word of the field stands there instead.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { parse as parseYaml } from 'yaml';
import { filesBelow, isGenerated, parse, SOURCE } from './source-files.ts';

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
function exportsOf(file: string): readonly string[] {
  return parse(file).statements.flatMap((statement) => {
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

const root = join(SOURCE, '..');

/** Titles of `test`, `describe` and `it`, also behind `.each(…)`. */
function titlesIn(file: string): readonly string[] {
  const text = readFileSync(join(root, 'test', file), 'utf8');
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const titles: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(test|describe|it)\b/.test(node.expression.getText())) {
      const [title] = node.arguments;
      if (title !== undefined && ts.isStringLiteralLike(title)) titles.push(title.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return titles;
}

/** Long options as commander is given them. */
const optionsIn = (file: string): readonly string[] =>
  [...readFileSync(join(SOURCE, file), 'utf8').matchAll(/--([a-z][a-z-]+)/g)].map(([, name = '']) => name);

function membersIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(membersIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inside]) => [
    ...(name === 'properties' ? Object.keys(Object(inside)) : []),
    ...(name === 'enum' && Array.isArray(inside) ? inside.map(String) : []),
    ...membersIn(inside),
  ]);
}

/** What still has a private word in its name, a sentence each. */
export function privateWords(): readonly string[] {
  const files = filesBelow(SOURCE).filter((file) => !isGenerated(file));
  const wire = membersIn(parseYaml(readFileSync(join(root, 'specs/admin.yaml'), 'utf8')));
  return [
    ...files.flatMap((file) => check('the file', file)),
    ...files.flatMap((file) => exportsOf(file).flatMap((name) => check(`in src/${file} the export`, name))),
    ...filesBelow(join(root, 'test')).flatMap((file) =>
      titlesIn(file).flatMap((title) => check(`in test/${file} the test`, title)),
    ),
    ...files
      .filter((file) => file.startsWith('cli'))
      .flatMap((file) => optionsIn(file).flatMap((name) => check('the option', name))),
    ...wire.flatMap((name) => check('the member of the control plane', name)),
  ];
}
