/** The `Allow` header, which recordings show on every reply: the framework's order, with HEAD and OPTIONS. */

const ORDER = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

export function allowed(methods: readonly string[]): string {
  const all = new Set([...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS']);
  return ORDER.filter((method) => all.has(method)).join(', ');
}
