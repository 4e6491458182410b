/**
 * An object without a prototype, for names that clients choose, such as `__proto__`. It is a class, because objects
 * of `Object.create(null)` take several times the memory, and every request has some.
 */
class Named {}
Reflect.deleteProperty(Named.prototype, 'constructor');
Object.setPrototypeOf(Named.prototype, null);

/** Creates an empty object without a prototype. */
export const withoutPrototype = <T>(): Record<string, T> => new Named() as Record<string, T>;
