/** Warns about file systems that may lose what they confirmed. The mode does not change; users can choose another directory. */
import type { Disk } from './file-system.ts';

const NETWORK = 'a server elsewhere confirms what is written, and who holds its locks is its own matter';
const HOST = 'another program or machine confirms what is written, and may do so early';
const MEMORY = 'it is memory, and gone with the machine';

/** By Linux' numbers for types of file systems. */
const DOUBTS: ReadonlyMap<number, readonly [name: string, why: string]> = new Map([
  [0x6969, ['NFS', NETWORK]],
  [0x517b, ['SMB', NETWORK]],
  [0xfe534d42, ['SMB', NETWORK]],
  [0xff534d42, ['CIFS', NETWORK]],
  [0x00c36400, ['CephFS', NETWORK]],
  [0x5346414f, ['AFS', NETWORK]],
  [0x01021997, ['9p', HOST]],
  [0x65735546, ['FUSE or virtiofs', HOST]],
  [0x786f4256, ['a shared folder of VirtualBox', HOST]],
  [0x794c7630, ['overlayfs', 'a container’s layer is gone with the container; mount a volume for the state']],
  [0x01021994, ['tmpfs', MEMORY]],
  [0x858458f6, ['ramfs', MEMORY]],
]);

/** @returns why durability cannot be promised there; `undefined` when no reason is known */
export async function durabilityWarning(disk: Disk, directory: string): Promise<string | undefined> {
  const kind = await disk.kind(directory);
  const [name, why] = (kind === undefined ? undefined : DOUBTS.get(kind)) ?? [];
  return name === undefined ? undefined : `${directory} is on ${name}: ${why}`;
}
