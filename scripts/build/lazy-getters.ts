/**
 * Keeps Node from running the lazy parts of `node:http`. An `import` of a built-in module reads all its members at once, also
 * those that load Node's whole fetch for `WebSocket`, which takes a tenth of a start.
 */
import http from 'node:http';
import type { Plugin } from 'rolldown';

const MODULE = 'node:http';
const PLAIN = '\0node-http';

/** Members that are there without being computed. */
const members = Object.entries(Object.getOwnPropertyDescriptors(http)).flatMap(([name, { value }]) =>
  value === undefined ? [] : [name],
);

export const lazyGetters: Plugin = {
  name: 'lazy-getters',
  resolveId: {
    filter: { id: /^node:http$/ },
    handler: () => PLAIN,
  },
  load: {
    filter: { id: /^\0node-http$/ },
    handler: () => ({
      code: `const http = process.getBuiltinModule('${MODULE}');\nexport const { ${members.join(', ')} } = http;\nexport default http;\n`,
      moduleSideEffects: false,
    }),
  },
};
