/** Whether a text looks like a urlencoded form: names and values, joined by `=` and `&`. */
export const isFormText = (text: string): boolean => /^[^\s"{}<>=&]+=[^\s"{}<>]*$/.test(text);
