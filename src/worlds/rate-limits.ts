/** Counts requests per account and window of the clock, so that a vendor can show its rate limit and, where configured, enforce it. */
import type { Quota, Rate } from '../core/vendor.ts';

/** Accounts whose windows are kept. The one that was idle longest is dropped first. */
const MOST_ACCOUNTS = 10_000;

export interface RateLimits {
  /** Takes one request from an account's quota; `exceeded` when the quota was used up. */
  take(account: string, rate: Rate, now: Date): { readonly quota: Quota; readonly exceeded: boolean };
  /** Accounts whose windows close between two times. Only windows with requests count. */
  closing(from: Date, to: Date): readonly string[];
  /** Forgets the requests of the accounts whose names begin with a prefix. */
  clear(prefix: string): void;
}

export function createRateLimits(): RateLimits {
  const used = new Map<
    string,
    { readonly opened: number; readonly window: number; readonly requests: number }
  >();
  return {
    take: (account, { requests, window }, now) => {
      const seconds = Math.floor(now.getTime() / 1000);
      const opened = seconds - (seconds % window);
      const known = used.get(account);
      const taken = known?.opened === opened ? known.requests : 0;
      const exceeded = taken >= requests;
      used.delete(account);
      used.set(account, { opened, window, requests: exceeded ? taken : taken + 1 });
      const [oldest] = used.keys();
      if (used.size > MOST_ACCOUNTS && oldest !== undefined) used.delete(oldest);
      const quota = {
        limit: requests,
        remaining: Math.max(0, requests - taken - 1),
        window,
        resetAt: opened + window,
      };
      return { quota, exceeded };
    },
    closing: (from, to) =>
      [...used]
        .filter(([, { opened, window }]) => {
          const closes = (opened + window) * 1000;
          return from.getTime() < closes && closes <= to.getTime();
        })
        .map(([account]) => account),
    clear: (prefix) => {
      for (const account of used.keys()) if (account.startsWith(prefix)) used.delete(account);
    },
  };
}
