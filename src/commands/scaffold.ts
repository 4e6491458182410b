/** The files that `vendouble init` writes. */
import type { Inference, Inferred } from '../infer/inference.ts';

const isIdentifier = (name: string): boolean => /^[A-Za-z_$][\w$]*$/.test(name);

const stateType = (name: string): string =>
  `${name.replace(/(?:^|[^a-z0-9]+)([a-z0-9])/gi, (_whole, letter: string) => letter.toUpperCase())}State`;

const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;

const keyOf = (name: string): string => (isIdentifier(name) ? name : quoted(name));

/** Makes the files ES modules, also in a project whose own package.json says otherwise. */
export const packageFile = `${JSON.stringify({ private: true, type: 'module' }, null, 2)}\n`;

/** For `tsc -p` and editors. Allows only syntax that Node can run by stripping types. */
export const compilerFile = `${JSON.stringify(
  {
    compilerOptions: {
      target: 'esnext',
      lib: ['esnext'],
      module: 'nodenext',
      types: ['node'],
      strict: true,
      noEmit: true,
      allowImportingTsExtensions: true,
      erasableSyntaxOnly: true,
      verbatimModuleSyntax: true,
    },
  },
  null,
  2,
)}\n`;

export const indexFile = (name: string, spec: string): string => `\
import { fileURLToPath } from 'node:url';
import { defineVendor, inferVendor } from 'vendouble';
import { collections } from './collections.ts';
import { handlers } from './handlers.ts';

const path = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

export default defineVendor({
  ...inferVendor(${quoted(name)}, {
    spec: path(${quoted(spec)}),
    overlay: path('./overlay.yaml'),
    handlers,
    collections,
  }),
});
`;

/** Whether the type of a record can be taken from an operation: it replies with the record itself. */
const reading = ({ role, generated, envelope }: Inferred): boolean =>
  role === 'read' && generated === null && (envelope.item ?? '') === '';

function collectionType(resource: string, operations: readonly Inferred[]): string {
  const read = operations.find((inferred) => inferred.resource === resource && reading(inferred));
  return read === undefined
    ? 'InferredCollection'
    : `InferredCollection<RecordOf<operations[${quoted(read.operation)}]>>`;
}

export function collectionsFile(name: string, { resources, operations }: Inference): string {
  const kept = resources.map((resource) => ({
    name: keyOf(resource.name),
    record: collectionType(resource.name, operations),
  }));
  const typed = kept.some(({ record }) => record !== 'InferredCollection');
  const types = ['InferredCollection', ...(typed ? ['RecordOf'] : []), 'State'];
  return `\
import type { ${types.join(', ')} } from 'vendouble';
${typed ? "import type { operations } from './contract.gen.ts';\n" : ''}
/** What your handlers keep: \`orders: collection<Order>({ key: 'id' })\`. */
export const collections = {};

/** All of it, with the records that are inferred. */
export type ${stateType(name)} = State<typeof collections> & {
${kept.map((resource) => `  readonly ${resource.name}: ${resource.record};`).join('\n')}
};
`;
}

const answeredBy = ({ generated, role, resource }: Inferred): string =>
  generated === null ? `inferred, ${role} ${resource}` : `generated, ${generated}`;

const stub = (inferred: Inferred): string => {
  const head = `  // ${inferred.method} ${inferred.template}: ${answeredBy(inferred)}`;
  return `${head}\n  // async ${keyOf(inferred.operation)}({ path, query, body, state, ids, now }) {},`;
};

export const handlersFile = (name: string, { operations }: Inference): string => `\
import type { Handlers } from 'vendouble';
import type { ${stateType(name)} } from './collections.ts';
import type { operations } from './contract.gen.ts';

/** Takes the place of what is inferred or generated; what is not here stays so. */
export const handlers = {
${operations.map(stub).join('\n')}
} satisfies Handlers<operations, ${stateType(name)}>;
`;
