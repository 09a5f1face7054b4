// What importing the file gives: a compiled module, or with `type: "file"` its path.
declare module "*.wasm" {
  const module: WebAssembly.Module & string;
  export default module;
}

declare module "*.wasm?module" {
  const module: WebAssembly.Module;
  export default module;
}
