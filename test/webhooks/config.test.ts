/** Receivers of webhooks in the configuration that messages cannot be signed for. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { vendouble } from '../support/command.ts';
import { temporaryFolder } from '../support/document.ts';

test('config check names the line of each receiver whose signer or secret cannot be used', async () => {
  const cwd = temporaryFolder();
  const lines = [
    'vendors: [intercom]',
    'webhooks:',
    '  intercom:',
    '    - { url: "http://localhost:1/", signer: standard-webhooks, secret: short }',
    '    - { url: "http://localhost:1/", signer: md5, secret: any }',
    '    - { url: "http://localhost:1/", secret: fine }',
  ];
  writeFileSync(join(cwd, 'vendouble.config.yaml'), `${lines.join('\n')}\n`);
  const { code, out } = await vendouble(['config', 'check'], { cwd }).ended;
  expect(code).toBe(1);
  expect(out.trim().split('\n')).toEqual([
    expect.stringContaining(
      'vendouble.config.yaml:4: the configuration key webhooks.intercom[0]: a secret of',
    ),
    expect.stringContaining(
      'vendouble.config.yaml:5: the configuration key webhooks.intercom[1]: there is no signer',
    ),
  ]);
});
