/** This process among those that share a database: its name, and whether it reaches the database. */
import { hostname } from 'node:os';
import { stopwatch } from '../core/clock.ts';
import type { Database } from './database.ts';

export interface ReplicaHealth {
  readonly name: string;
  /** URL without a password. */
  readonly database: string;
  readonly reachable: boolean;
  /** Milliseconds until the database last answered. */
  readonly lag: number;
}

export interface Replica {
  readonly name: string;
  health(): ReplicaHealth;
  /** Asks the database no more. */
  stop(): void;
}

/** Milliseconds between two questions. */
const EVERY = 500;
/** Without an answer for so long the database counts as away. */
const PATIENCE = 2_000;

/** Part of the names of worlds and exchanges. In Kubernetes and in containers the host's name tells replicas apart. */
export const replicaName = (): string => `${hostname().replace(/[^A-Za-z0-9-]/g, '-')}-${process.pid}`;

/** @param shown URL of the database without its password */
export function createReplica(name: string, shown: string, { query }: Database): Replica {
  let reachable = true;
  let lag = 0;
  let asked: number | undefined;
  const ask = async (): Promise<void> => {
    if (asked !== undefined) {
      if (stopwatch() - asked > PATIENCE) reachable = false;
      return;
    }
    const began = stopwatch();
    asked = began;
    try {
      await query('select 1 as here where $1', [true]);
      reachable = true;
      lag = Math.round((stopwatch() - began) * 10) / 10;
    } catch {
      reachable = false;
    } finally {
      asked = undefined;
    }
  };
  const timer = setInterval(ask, EVERY);
  timer.unref();
  void ask();
  return {
    name,
    health: () => ({ name, database: shown, reachable, lag }),
    stop: () => clearInterval(timer),
  };
}
