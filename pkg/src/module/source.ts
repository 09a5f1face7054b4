// What a module can come from. Apart, so that the published types name nothing that only some libraries of types know.

/** A `WebAssembly.Module` where the types know it, as not in Node without the library "DOM". */
type CompiledModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Module } } }
  ? Module & object
  : never;

/** The URL of `mailveil/mailveil.wasm`, its bytes, a response with them, or the compiled module. */
export type ModuleSource =
  | string
  | URL
  | ArrayBuffer
  | ArrayBufferView
  | Response
  | PromiseLike<Response>
  | CompiledModule;
