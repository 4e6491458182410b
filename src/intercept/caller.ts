/** Which program of this machine is at the other end of a connection, as far as the system tells. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type { Socket } from 'node:net';

/** The inode of the socket that has a local port, from the kernel's table. */
function inodeOf(port: number): string | undefined {
  const local = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const line of readFileSync(table, 'utf8').split('\n').slice(1)) {
      const fields = line.trim().split(/\s+/);
      if (fields[1]?.endsWith(local)) return fields[9];
    }
  }
  return undefined;
}

function holds(pid: string, inode: string): boolean {
  try {
    const folder = `/proc/${pid}/fd`;
    return readdirSync(folder).some((fd) => readlinkSync(`${folder}/${fd}`) === `socket:[${inode}]`);
  } catch {
    // Somebody else's process, or one that ended meanwhile.
    return false;
  }
}

/** Program, first argument and process of a client on this machine. Known on Linux only. */
export function callerOf({ remotePort }: Pick<Socket, 'remotePort'>): string | undefined {
  if (process.platform !== 'linux' || remotePort === undefined) return undefined;
  try {
    const inode = inodeOf(remotePort);
    if (inode === undefined || inode === '0') return undefined;
    const pid = readdirSync('/proc').find(
      (name) => /^\d+$/.test(name) && Number(name) !== process.pid && holds(name, inode),
    );
    if (pid === undefined) return undefined;
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, 2);
    return `${words.join(' ').trim()} (pid ${pid})`;
  } catch {
    return undefined;
  }
}
