/** The emulator's own pages: what it serves at `/`, and the description of the control plane. */
import type { Request as Incoming } from 'express';
import { type Refusal, refusal } from '../core/emulator-error.ts';
import type { Reply } from '../core/vendor.ts';
import type { Service } from '../services/service.ts';
import { type Guard, refuseControl } from './guard.ts';
import { pageFile } from './page-files.ts';

interface OwnPages {
  readonly services: readonly Service[];
  readonly admin: Service;
  readonly guard: Guard;
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
  if (path !== '/' && path !== `/${admin.vendor.name}/openapi.json`) {
    return refusal(
      'NO_VENDOR',
      404,
      `nothing is served at ${path}; the vendors are ${services.map(({ prefix }) => prefix).join(', ')}`,
    );
  }
  if (method !== 'GET' && method !== 'HEAD')
    return refusal('NO_METHOD', 405, `${path} is only read, with GET`);
  if (path !== '/') {
    const document = [...admin.versions.values()][0]?.contract.document;
    return refuseControl(method, headers, guard) ?? { status: 200, body: document };
  }
  // A client that accepts anything is a program.
  const page = incoming.accepts(['json', 'html']) === 'html' ? pageFile('index.html') : undefined;
  if (page !== undefined) return page;
  return {
    status: 200,
    body: {
      vendors: services.map(({ vendor, prefix }) => ({
        name: vendor.name,
        title: vendor.title,
        url: origin + prefix,
      })),
    },
  };
}
