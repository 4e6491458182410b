/** The page for people, and the rules it is served under. */
import { describe, expect, test } from 'vitest';
import { request } from '../support/raw.ts';
import { startShop } from '../support/shop.ts';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

describe('the root of the emulator', () => {
  test.each([[undefined], ['*/*'], ['application/json']])('lists the vendors for %s', async (accept) => {
    await using emulator = await startShop();
    const headers: Record<string, string> = accept === undefined ? {} : { accept };
    const { headers: sent, body } = await request(emulator.url(), { path: '/', headers });
    expect(sent['content-type']).toContain('application/json');
    expect(JSON.parse(body).vendors).toHaveLength(1);
  });

  test('is a page for a browser that loads nothing foreign and cannot be framed', async () => {
    await using emulator = await startShop();
    const { headers, body } = await request(emulator.url(), { path: '/', headers: { accept: BROWSER } });
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(body).toContain('<title>vendouble</title>');
    const rules = (headers['content-security-policy'] ?? '').split('; ');
    expect(rules).toEqual(
      expect.arrayContaining(["default-src 'none'", "script-src 'self'", "style-src 'self'"]),
    );
    expect(rules).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).not.toMatch(/unsafe|https?:|\*|data:/);
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  test('refers only to files that the emulator serves', async () => {
    await using emulator = await startShop();
    const { body } = await request(emulator.url(), { path: '/', headers: { accept: BROWSER } });
    const parts = [...body.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, part = '']) => part);
    expect(parts.length).toBeGreaterThan(2);
    for (const path of parts) {
      const part = await request(emulator.url(), { path });
      expect([path, part.status, part.headers['cross-origin-resource-policy']]).toEqual([
        path,
        200,
        'same-origin',
      ]);
    }
    expect(body).not.toMatch(/<script>|<style|style=|onload=/);
  });

  test.each([
    '/__inspector/../package.json',
    '/__inspector/..%2f..%2fpackage.json',
    '/w/w1/__inspector/index.html',
    '/__inspector/none.js',
  ])('leads to no other file: %s', async (path) => {
    await using emulator = await startShop();
    expect((await request(emulator.url(), { path })).status).toBe(404);
  });

  test('is refused for a foreign host name', async () => {
    await using emulator = await startShop();
    for (const path of ['/', '/__inspector/index.html']) {
      const reply = await request(emulator.url(), {
        path,
        headers: { host: 'evil.example', accept: BROWSER },
      });
      expect(reply.status).toBe(421);
    }
  });
});
