/** Ways in which a vendor can differ, placed by a seed: kinds after oasdiff's list of changes. */
import { seedOf } from '../../src/core/ids.ts';
import type { Change, VendorReply } from './fake-vendor.ts';

export interface PlantedDifference {
  readonly name: string;
  readonly operation: string;
  /** What the pointer of a finding must contain. */
  readonly pointer: string;
  readonly change: Change;
}

type Members = Record<string, unknown>;

interface Kind {
  readonly name: string;
  readonly pointer: string;
  apply(reply: VendorReply): void;
}

/** The pets in a reply, also those of a list. */
const petsIn = ({ body }: VendorReply): readonly Members[] =>
  [body].flat().filter((pet): pet is Members => typeof pet === 'object' && pet !== null);

const ofPets = (name: string, pointer: string, change: (pet: Members) => void): Kind => ({
  name: `${name}: ${pointer}`,
  pointer,
  apply: (reply) => {
    for (const pet of petsIn(reply)) change(pet);
  },
});

const removing = (member: string): Kind =>
  ofPets('removed', member, (pet) => {
    delete pet[member];
  });

const setting = (name: string, member: string, value: unknown): Kind =>
  ofPets(name, member, (pet) => {
    pet[member] = value;
  });

const ofReply = (name: string, apply: Kind['apply']): Kind => ({ name, pointer: '', apply });

const KINDS: readonly Kind[] = [
  removing('name'),
  removing('createdAt'),
  removing('id'),
  removing('tags'),
  removing('status'),
  removing('weight'),
  setting('another type', 'weight', '4.5'),
  setting('another type', 'name', 12),
  setting('another type', 'tags', 'small,quiet'),
  setting('another type', 'owner', 'owner'),
  setting('null', 'status', null),
  setting('null', 'owner', null),
  setting('a new enum value', 'status', 'archived'),
  setting('another format', 'createdAt', '01.02.2026'),
  setting('another format', 'born', 'May 2024'),
  setting('a longer text', 'name', 'x'.repeat(60)),
  setting('a new member', 'breed', 'mixed'),
  setting('a new object', 'vet', { phone: 1 }),
  setting('another value', 'weight', 9.75),
  setting('another order', 'tags', ['quiet', 'small']),
  ofPets('removed inside', 'owner/email', (pet) => {
    pet.owner = { city: 'Bern' };
  }),
  ofPets('new inside', 'owner/country', (pet) => {
    pet.owner = { ...(pet.owner as Members), country: 'CH' };
  }),
  ofReply('another status', (reply) => {
    reply.status = 202;
  }),
  ofReply('another content type', (reply) => {
    reply.headers['content-type'] = 'application/vnd.pets.v2+json';
  }),
  ofReply('a wrapped body', (reply) => {
    reply.body = { data: reply.body };
  }),
  ofReply('a body that is not JSON', (reply) => {
    reply.body = 'not json';
  }),
  ofReply('a missing body', (reply) => {
    reply.body = undefined;
  }),
];

const OPERATIONS = ['createPet', 'getPet', 'replacePet', 'listPets'];

/** @returns different ones, the same for the same seed */
export function plantedDifferences(seed: string, count: number): readonly PlantedDifference[] {
  const all = KINDS.flatMap(({ name, pointer, apply }) =>
    OPERATIONS.map(
      (operation): PlantedDifference => ({
        name: `${name} in ${operation}`,
        operation,
        pointer,
        change: (reply, called) => {
          if (called === operation && reply.status < 300) apply(reply);
        },
      }),
    ),
  );
  return all.toSorted((one, other) => seedOf(seed, one.name) - seedOf(seed, other.name)).slice(0, count);
}
