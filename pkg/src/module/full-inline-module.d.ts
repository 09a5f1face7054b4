/** `mailveil-full.wasm`. The build writes this file. */
export const base64: string;
