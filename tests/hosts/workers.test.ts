// Runtimes at the edge, which import the compiled module: Cloudflare's workerd and Vercel's edge-runtime.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { EdgeRuntime } from "edge-runtime";
import { build, type Plugin } from "esbuild";
import { afterEach, expect, it } from "vitest";
import {
  answer,
  commandOf,
  describeHost,
  expectAll,
  listening,
  missing,
  modulesIn,
  newProject,
  output,
  type Project,
  vectorsIn,
} from "./kit.ts";

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const inHandler =
  "export const vectors = async (request) => Response.json(await runVectors(entry, await request.json()));";

describeHost("workerd, by wrangler", missing(commandOf("Cloudflare Workers")[0]), () => {
  const [wrangler, dev] = commandOf("Cloudflare Workers");

  /** The Worker of the section, importing another entry if one is given, which also answers the vectors. */
  function workerProject(entry = "mailveil"): Project {
    const project = newProject("Cloudflare Workers");
    const main = `import worker, { vectors } from "./worker.mjs";
      export default { fetch: (request) => request.method === "POST" ? vectors(request) : worker.fetch(request) };`;
    project.write({
      "worker.mjs": vectorsIn(project.read("worker.mjs").replace('"mailveil"', `"${entry}"`), inHandler),
      "main.mjs": main,
      "wrangler.json": project.read("wrangler.json").replace("worker.mjs", "main.mjs"),
    });
    return project;
  }

  it("answers the example and the vectors", async () => {
    const project = workerProject();
    const server = await listening(project, wrangler, [...dev, "--port", "0", "--ip", "127.0.0.1"]);
    stops.push(server.stop);
    expect(await (await fetch(server.address)).text()).toBe(answer);
    const answered = await fetch(server.address, { method: "POST", body: project.read("vectors.json") });
    expectAll(await answered.text());
  });

  it.each(["mailveil", "mailveil/inline", "mailveil/full"])("takes one module along for %s", async (entry) => {
    const project = workerProject(entry);
    await output(project, wrangler, ["deploy", "--dry-run", "--outdir", "out"]);
    expect(modulesIn(project, "out")).toHaveLength(1);
    expect(project.read("out/main.js")).not.toContain("base64 =");
  });
});

describeHost("Vercel's edge-runtime", undefined, () => {
  const handler = `import mail, { vectors } from "./api/mail.js";
    addEventListener("fetch", (event) => {
      event.respondWith(event.request.method === "POST" ? vectors(event.request) : mail(event.request));
    });`;

  /** What Vercel's and Next's bundlers do with such an import: the module comes compiled, from outside. */
  const compiledModules: Plugin = {
    name: "compiled modules",
    setup: ({ onLoad, onResolve }) => {
      onResolve({ filter: /\.wasm\?module$/ }, ({ path }) => ({ path, namespace: "compiled" }));
      onLoad({ filter: /.*/, namespace: "compiled" }, () => ({ contents: "export default compiled;" }));
    },
  };

  async function runtime(project: Project, entry: string, conditions: string[]): Promise<EdgeRuntime> {
    project.write({
      "api/mail.js": vectorsIn(project.read("api/mail.js").replace('"mailveil"', `"${entry}"`), inHandler).replace(
        "./everywhere.mjs",
        "../everywhere.mjs",
      ),
      "main.mjs": handler,
    });
    const { outputFiles } = await build({
      entryPoints: [join(project.folder, "main.mjs")],
      bundle: true,
      conditions,
      plugins: [compiledModules],
      write: false,
    });
    const file = join(project.folder, "node_modules/mailveil/wasm/mailveil_bg.wasm");
    const compiled = new WebAssembly.Module(readFileSync(file));
    const initialCode = outputFiles[0]?.text ?? "";
    return new EdgeRuntime({ initialCode, extend: (context) => Object.assign(context, { compiled }) });
  }

  it.each([
    ["mailveil", ["edge-light"]],
    ["mailveil/full", ["edge-light"]],
    ["mailveil/inline", ["edge-light"]],
    ["mailveil/inline", []],
  ])("answers the example and the vectors with %s under the conditions %j", async (entry, conditions) => {
    const project = newProject("Vercel Edge");
    const edge = await runtime(project, entry, conditions);
    expect(await (await edge.dispatchFetch("http://mail.test/")).text()).toBe(answer);
    const body = project.read("vectors.json");
    const answered = await edge.dispatchFetch("http://mail.test/", { method: "POST", body });
    expectAll(await answered.text());
  });
});
