/** The JSON Schema of the configuration file, with which editors complete and check it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { configSchemas } from '../src/config/config-schema.ts';
import { vendors } from '../src/vendors/index.ts';
import { CHECKOUT } from './pack.ts';

const SOURCE = 'src/config/config.ts';

/** What the members of `Config` say of themselves. */
function descriptions(): ReadonlyMap<string, string> {
  const source = ts.createSourceFile(
    SOURCE,
    readFileSync(join(CHECKOUT, SOURCE), 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const config = source.statements.find(
    (statement): statement is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(statement) && statement.name.text === 'Config',
  );
  return new Map(
    config?.members.flatMap((member) => {
      const text = ts.getTextOfJSDocComment(ts.getJSDocCommentsAndTags(member)[0]?.comment);
      return member.name === undefined || text === undefined ? [] : [[member.name.getText(), text] as const];
    }),
  );
}

/** Vendors of the user's own have accounts and options that only their code knows. */
const OTHER = { name: '', account: { type: 'object' }, options: { type: 'object' } };

export function configSchemaText(): string {
  const described = descriptions();
  const properties = Object.entries(configSchemas(vendors, OTHER)).map(([key, schema]) => [
    key,
    { description: described.get(key), ...schema },
  ]);
  return `${JSON.stringify(
    {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'Configuration of vendouble',
      type: 'object',
      additionalProperties: false,
      properties: { $schema: { type: 'string' }, ...Object.fromEntries(properties) },
    },
    null,
    2,
  )}\n`;
}
