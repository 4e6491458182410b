/** Expectations behind an `if`: where the condition never holds, they check nothing, and the test still passes. */
import ts from 'typescript';
import { parse } from './source-files.ts';

/** A finding for each `expect` of a test file that stands in an `if`. @param folder that `file` is below */
export function conditionalExpectationsIn(file: string, folder: string): readonly string[] {
  const tree = parse(file, folder);
  const found: string[] = [];
  const visit = (node: ts.Node, conditional: boolean): void => {
    if (conditional && ts.isCallExpression(node) && node.expression.getText() === 'expect') {
      const { line } = tree.getLineAndCharacterOfPosition(node.getStart());
      found.push(
        `test/${file}:${line + 1} expects something in an if; choose the expected value by the condition, or write two tests`,
      );
    }
    ts.forEachChild(node, (child) => {
      const inside = ts.isIfStatement(node) && child !== node.expression;
      visit(child, !ts.isFunctionLike(child) && (conditional || inside));
    });
  };
  visit(tree, false);
  return found;
}
