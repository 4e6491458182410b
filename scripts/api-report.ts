/** What the package exports, as declarations in `docs/api/`: a change of an interface is a change of a file that is reviewed. */
import { basename, extname, join, relative } from 'node:path';
import ts from 'typescript';
import { manifest } from './manifest.ts';
import { CHECKOUT } from './pack.ts';

export interface ApiReport {
  /** Path in the checkout. */
  readonly file: string;
  readonly text: string;
}

interface Declarations {
  readonly tree: ts.SourceFile;
  /** By name, what the file declares. */
  readonly named: ReadonlyMap<string, readonly ts.Statement[]>;
  /** Names of this file and those that it imports: types of ours, not of the language. */
  readonly ours: ReadonlySet<string>;
}

const PRINTER = ts.createPrinter({ removeComments: true });

/** Source of what an export is built to: `./dist/jest/setup.mjs` is built from `src/jest/setup.mts`. */
function sourceOf(built: string): string {
  const file = join(CHECKOUT, 'src', relative('dist', built));
  const extension = extname(file);
  return extension === '.cjs' ? file : file.slice(0, -extension.length) + extension.replace('js', 'ts');
}

function compile(files: readonly string[]): ts.Program {
  const { config } = ts.readConfigFile(join(CHECKOUT, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, CHECKOUT);
  return ts.createProgram(files, { ...options, noEmit: false, declaration: true, emitDeclarationOnly: true });
}

function namesOf(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) =>
      ts.isIdentifier(name) ? [name.text] : [],
    );
  const { name } = statement as { readonly name?: ts.Node };
  const isDefault =
    ts.canHaveModifiers(statement) &&
    ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
  return [
    ...(name !== undefined && ts.isIdentifier(name) ? [name.text] : []),
    ...(isDefault ? ['default'] : []),
  ];
}

const importedBy = (tree: ts.SourceFile): readonly string[] =>
  tree.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
    const bindings = statement.importClause?.namedBindings;
    const isOurs = statement.moduleSpecifier.text.startsWith('.');
    return isOurs && bindings !== undefined && ts.isNamedImports(bindings)
      ? bindings.elements.map(({ name }) => name.text)
      : [];
  });

/** The declarations that TypeScript makes of a source file. */
function declarationsOf(program: ts.Program, source: ts.SourceFile): Declarations {
  let text = '';
  const keep: ts.WriteFileCallback = (_file, emitted) => {
    text = emitted;
  };
  program.emit(source, keep, undefined, true);
  const tree = ts.createSourceFile('declarations.d.ts', text, ts.ScriptTarget.Latest, true);
  const named = new Map<string, ts.Statement[]>();
  for (const statement of tree.statements)
    for (const name of namesOf(statement)) named.set(name, [...(named.get(name) ?? []), statement]);
  return { tree, named, ours: new Set([...named.keys(), ...importedBy(tree)]) };
}

/** Names of types that a declaration uses. */
function usedIn(statement: ts.Node): readonly string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) names.push(node.typeName.text);
    if (ts.isExpressionWithTypeArguments(node) && ts.isIdentifier(node.expression))
      names.push(node.expression.text);
    ts.forEachChild(node, visit);
  };
  visit(statement);
  return names;
}

const pageOf = (path: string): string => `docs/api/${`vendouble${path.slice(1)}`.replaceAll('/', '-')}.md`;

/** @returns a report for each export of package.json */
export function apiReports(): readonly ApiReport[] {
  const exported = Object.entries(manifest.exports).filter(([, { default: built }]) =>
    /\.[cm]?js$/.test(built),
  );
  const sources = exported.map(([path, { default: built }]) => [path, sourceOf(built)] as const);
  const program = compile(sources.map(([, source]) => source));
  const checker = program.getTypeChecker();
  const known = new Map<ts.SourceFile, Declarations>();
  const declared = (source: ts.SourceFile): Declarations => {
    const found = known.get(source) ?? declarationsOf(program, source);
    known.set(source, found);
    return found;
  };
  const symbolsOf = (source: string): readonly ts.Symbol[] => {
    const file = program.getSourceFile(source);
    const module = file && checker.getSymbolAtLocation(file);
    return module === undefined ? [] : checker.getExportsOfModule(module);
  };
  const everywhere = new Set(sources.flatMap(([, source]) => symbolsOf(source).map(({ name }) => name)));

  return sources.map(([path, source]) => {
    const inner = new Set<string>();
    const texts = [...symbolsOf(source)]
      .sort((one, other) => (one.name < other.name ? -1 : 1))
      .map((symbol) => {
        const { flags, name } = symbol;
        const target = flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
        const [place] = target.declarations ?? [];
        if (place === undefined) throw new Error(`${basename(source)}: nothing declares ${name}`);
        const { tree, named, ours } = declared(place.getSourceFile());
        const statements = named.get(target.name) ?? named.get(name) ?? [];
        for (const used of statements.flatMap(usedIn))
          if (ours.has(used) && !everywhere.has(used)) inner.add(used);
        return statements.length === 0
          ? `export { ${name} };`
          : statements.map((node) => PRINTER.printNode(ts.EmitHint.Unspecified, node, tree)).join('\n');
      });
    const listed = [...inner].sort().map((name) => `\`${name}\``);
    return {
      file: pageOf(path),
      text: [
        `# vendouble${path.slice(1)}`,
        'Written by `npm run generate` from the source: what the package exports.',
        `\`\`\`ts\n${texts.join('\n\n')}\n\`\`\``,
        ...(listed.length > 0
          ? [`Types that these use and that are not exported: ${listed.join(', ')}.`]
          : []),
        '',
      ]
        .join('\n\n')
        .replace(/\n\n$/, '\n'),
    };
  });
}
