/**
 * Values by names that somebody else chose: nothing is inherited, so that no name means more than its value. A class,
 * because objects made by `Object.create(null)` take several times the memory, and every request has some.
 */
class Named {}
Reflect.deleteProperty(Named.prototype, 'constructor');
Object.setPrototypeOf(Named.prototype, null);

export const withoutPrototype = <T>(): Record<string, T> => new Named() as Record<string, T>;
