/** Media types as headers and documents name them. */
/** Lower case, without parameters; empty for none. */
export const mediaTypeEssence = (type: string): string => type.split(';')[0]?.trim().toLowerCase() ?? '';

/**
 * The one definition of what JSON is: `application/json`, `text/json`, and every type that ends in `+json`.
 *
 * @param essence lower case, without parameters
 */
export const isJsonMediaType = (essence: string): boolean => /[/+]json$/.test(essence);
