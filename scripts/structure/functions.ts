/** Functions that do too much: they have too many lines or too many positional parameters. */
import ts from 'typescript';
import { parse, SOURCE } from './source-files.ts';

const MOST_LINES = 100;
const MOST_PARAMETERS = 5;

const nameOf = (node: ts.SignatureDeclaration): string => {
  if (node.name !== undefined) return node.name.getText();
  const { parent } = node;
  return ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent)
    ? parent.name.getText()
    : 'a function';
};

const isFunction = (node: ts.Node): node is ts.FunctionLikeDeclaration =>
  ts.isFunctionDeclaration(node) ||
  ts.isFunctionExpression(node) ||
  ts.isArrowFunction(node) ||
  ts.isMethodDeclaration(node) ||
  ts.isAccessor(node) ||
  ts.isConstructorDeclaration(node);

/**
 * A finding for each function of a file that is too long or takes too many parameters.
 *
 * @param folder how the finding names the folder `source`
 */
export function longFunctionsIn(
  file: string,
  source: string = SOURCE,
  folder: string = 'src',
): readonly string[] {
  const tree = parse(file, source);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isFunction(node)) {
      const { line: first } = tree.getLineAndCharacterOfPosition(node.getStart());
      const { line: last } = tree.getLineAndCharacterOfPosition(node.end);
      const where = `${folder}/${file}:${first + 1} ${nameOf(node)}`;
      const lines = last - first + 1;
      if (lines > MOST_LINES) found.push(`${where} has ${lines} lines; at most ${MOST_LINES}`);
      if (node.parameters.length > MOST_PARAMETERS)
        found.push(
          `${where} has ${node.parameters.length} parameters; at most ${MOST_PARAMETERS}, or one object`,
        );
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}
