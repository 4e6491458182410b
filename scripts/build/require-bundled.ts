/** Lets the bundler see packages that the code loads with `createRequire`, when they are first needed. */
import { type Plugin, RolldownMagicString } from 'rolldown';

const REQUIRE = /createRequire\(import\.meta\.url\)\(('(?!\.)[^']+')\)/g;

/** `require` of a bundled package runs it when it is called, as `createRequire` does. */
export const requireBundled: Plugin = {
  name: 'require-bundled',
  transform: {
    filter: { id: /\/src\/.+\.ts$/, code: /createRequire\(import\.meta\.url\)\('/ },
    handler: (code) => {
      const changed = new RolldownMagicString(code);
      for (const { index, 0: call, 1: name } of code.matchAll(REQUIRE))
        changed.overwrite(index, index + call.length, `require(${name})`);
      return { code: changed };
    },
  },
};
