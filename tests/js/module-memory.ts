// The memory of the module, which the package keeps to itself.

interface Glue {
  initSync(source: object): { memory: WebAssembly.Memory };
}

/** Of the instance that answers now. Its glue hands it out again when it is told to start, and starts nothing. */
export async function moduleMemory(
  file: Promise<object> = import("../../pkg/dist/module/glue.js"),
): Promise<WebAssembly.Memory> {
  const { glue } = (await file) as { readonly glue: Glue };
  return glue.initSync({}).memory;
}
