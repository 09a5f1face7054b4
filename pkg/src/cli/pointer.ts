/** A token of a JSON Pointer, read. */
export const unescaped = (token: string): string => token.replaceAll("~1", "/").replaceAll("~0", "~");
