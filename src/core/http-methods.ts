/** The methods that a path of an OpenAPI document can describe, in lower case as the document writes them. */
export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

/** Methods by which a client only reads (RFC 9110, and RFC 10008 for QUERY). */
export const READING_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'QUERY']);
