/** A list of limited size in which a new item replaces the oldest one. */
export interface Ring<T> {
  add(item: T): void;
  /** Oldest first. */
  all(): readonly T[];
  clear(): void;
  readonly size: number;
  /** Number of items replaced since it was cleared. */
  readonly dropped: number;
}

export function createRing<T>(capacity: number): Ring<T> {
  const items: T[] = [];
  let added = 0;
  return {
    add: (item) => {
      items[added++ % capacity] = item;
    },
    all: () => {
      const oldest = added > capacity ? added % capacity : 0;
      return [...items.slice(oldest), ...items.slice(0, oldest)];
    },
    clear: () => {
      items.length = 0;
      added = 0;
    },
    get size() {
      return items.length;
    },
    get dropped() {
      return added - items.length;
    },
  };
}
