/** The emulator's own pages: what it serves at `/`, and the description of the control plane. */
import type { Request as Incoming } from 'express';
import { type Refusal, refusal } from '../core/emulator-error.ts';
import type { Reply } from '../core/vendor.ts';
import { hasOperation, type Service } from '../services/service.ts';
import { type Guard, refuseControl } from './guard.ts';
import { hasPage, INSPECTOR, pageFile } from './page-files.ts';

interface OwnPages {
  readonly services: readonly Service[];
  readonly admin: Service;
  readonly guard: Guard;
}

const isRead = ({ method }: Incoming): boolean => method === 'GET' || method === 'HEAD';

/** Browsers ask for this on their own. It is nobody's mistake, so no journal keeps it. */
const NO_ICON = refusal('NO_ICON', 404, 'there is no icon');

/** The page for a browser. A client that accepts anything is a program. */
const pageFor = (incoming: Incoming): Reply | undefined =>
  incoming.accepts(['json', 'html']) === 'html' ? pageFile('index.html') : undefined;

const listOf = (services: readonly Service[], origin: string): Reply => ({
  status: 200,
  body: {
    vendors: services.map(({ vendor, prefix }) => ({
      name: vendor.name,
      title: vendor.title,
      url: origin + prefix,
    })),
  },
});
/** URL of the web UI; `undefined` where it is not built. A document at `/` may have an operation there. */
export function pageUrl(services: readonly Service[], origin: string): string | undefined {
  if (!hasPage()) return undefined;
  const root = services.find(({ prefix }) => prefix === '');
  const isTaken = root?.vendor.foreign === true && hasOperation(root, 'GET', '/');
  return isTaken ? `${origin}/${INSPECTOR}/` : `${origin}/`;
}

/**
 * What is served at `/` and `/favicon.ico` when a vendor is served there. An operation of a document wins; browsers get the page
 * where a built-in vendor has one.
 *
 * @returns `undefined` for what the vendor answers
 */
export function rootPage(
  services: readonly Service[],
  service: Service,
  incoming: Incoming,
  path: string,
  origin: string,
): Reply | Refusal | undefined {
  if (!isRead(incoming) || (path !== '/' && path !== '/favicon.ico')) return undefined;
  const isForeign = service.vendor.foreign === true;
  const answers = hasOperation(service, 'GET', path);
  if (answers && isForeign) return undefined;
  if (path !== '/') return NO_ICON;
  const page = pageFor(incoming);
  if (page !== undefined || answers) return page;
  if (!isForeign) return listOf(services, origin);
  return refusal(
    'NO_ROUTE',
    404,
    `the document has no operation at /. Open ${origin}/ in a browser for the web UI; GET ${origin}/__admin/vendors lists the base URLs and operations`,
  );
}

/**
 * @param origin under which the client reached the emulator
 * @param path of the whole URL
 */
export function ownPage(
  { services, admin, guard }: OwnPages,
  incoming: Incoming,
  origin: string,
  path: string,
): Reply | Refusal {
  const { method, headers } = incoming;
  if (path === '/favicon.ico' && isRead(incoming)) return NO_ICON;
  if (path !== '/' && path !== `/${admin.vendor.name}/openapi.json`) {
    return refusal(
      'NO_VENDOR',
      404,
      `nothing is served at ${path}; the vendors are ${services.map(({ prefix }) => prefix).join(', ')}`,
    );
  }
  if (!isRead(incoming)) return refusal('NO_METHOD', 405, `${path} is only read, with GET`);
  if (path !== '/') {
    const document = [...admin.versions.values()][0]?.contract.document;
    return refuseControl(method, headers, guard) ?? { status: 200, body: document };
  }
  return pageFor(incoming) ?? listOf(services, origin);
}
