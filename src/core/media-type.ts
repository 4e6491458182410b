/** Media types as headers and documents name them. */

/** Lower case, without parameters; empty for none. */
export const mediaTypeEssence = (type: string): string => type.split(';')[0]?.trim().toLowerCase() ?? '';

/**
 * The one definition of what JSON is: `application/json`, `text/json`, and every type that ends in `+json`.
 *
 * @param essence lower case, without parameters
 */
export const isJsonMediaType = (essence: string): boolean => /[/+]json$/.test(essence);

/** Whether a type is XML. @param essence lower case, without parameters */
export const isXmlMediaType = (essence: string): boolean => /[/+]xml$/.test(essence);

/** The value of a parameter, such as `q` or `charset`, as it is written; `undefined` where the type has none. */
export function mediaTypeParameter(type: string, name: string): string | undefined {
  for (const parameter of type.split(';').slice(1)) {
    const [own = '', value = ''] = parameter.split('=', 2);
    if (own.trim().toLowerCase() === name) return value.trim();
  }
  return undefined;
}

/** Whether a body of the type is a form. @param essence lower case, without parameters */
export const isFormMediaType = (essence: string): boolean =>
  essence === 'application/x-www-form-urlencoded' || essence === 'multipart/form-data';
