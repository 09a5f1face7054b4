// Chromium with nothing in between, and what each bundler makes of the lines in docs/hosts.md.
import { cpSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterAll, afterEach, expect, it } from "vitest";
import { serve } from "../browser/server.ts";
import { closeBrowser, missingBrowser, open } from "./chromium.ts";
import {
  answer,
  asked,
  bin,
  commandOf,
  describeHost,
  execute,
  expectAll,
  inPage,
  link,
  listening,
  missing,
  modulesIn,
  newProject,
  output,
  type Project,
  vectorsIn,
} from "./kit.ts";

const noBrowser = await missingBrowser();
const stops: (() => unknown)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});
afterAll(closeBrowser);

const pageOf = (script: string) => `<!doctype html><title>mail</title><script type="module" src="${script}"></script>`;

/** The section's project, where the last lines of `main.mjs` offer the vectors. */
function pageProject(section: string): Project {
  const project = newProject(section);
  project.write({ "main.mjs": vectorsIn(project.read("main.mjs"), inPage) });
  return project;
}

/** Serves a folder under a strict policy, and opens a page of it. */
async function served(folder: string, page = "/index.html") {
  const { address, stop } = await serve(folder);
  stops.push(stop);
  return open(address + page);
}

async function expectAnswers(opened: Awaited<ReturnType<typeof open>>, fetches: number): Promise<void> {
  await opened.says(answer);
  expectAll(await opened.vectors());
  expect(opened.fetched).toHaveLength(fetches);
}

describeHost("Chromium without a bundler", noBrowser, () => {
  it("answers in a page", async () => {
    const project = pageProject("Browsers without a bundler");
    cpSync(join(project.folder, "node_modules/mailveil"), join(project.folder, "mailveil"), { recursive: true });
    await expectAnswers(await served(project.folder), 1);
  });

  it("answers in a worker", async () => {
    const project = workerProject((worker) => worker.replace('"mailveil"', '"/mailveil/dist/browser.js"'));
    cpSync(join(project.folder, "node_modules/mailveil"), join(project.folder, "mailveil"), { recursive: true });
    await expectAnswers(await served(project.folder), 1);
  });

  it("answers with a module that the page brings", async () => {
    const project = newProject("When a tool loses the file");
    cpSync(join(project.folder, "node_modules/mailveil"), join(project.folder, "mailveil"), { recursive: true });
    cpSync(join(project.folder, "mailveil/wasm/mailveil_bg.wasm"), join(project.folder, "mailveil.wasm"));
    const code = project.read("slim.mjs").replace('"mailveil/slim"', '"/mailveil/dist/slim.js"');
    project.write({ "slim.mjs": vectorsIn(code, inPage), "index.html": pageOf("/slim.mjs") });
    await expectAnswers(await served(project.folder), 1);
  });

  it("says what is missing, of the page that forgot `init`", async () => {
    const project = newProject("Browsers without a bundler");
    cpSync(join(project.folder, "node_modules/mailveil"), join(project.folder, "mailveil"), { recursive: true });
    project.write({ "main.mjs": project.read("main.mjs").replace("await init();", "") });
    const { says } = await served(project.folder);
    await says("mailveil is not initialized: call `await init()` first");
  });
});

/** A page and its worker, where the page asks the worker for the vectors. */
function workerProject(edit: (worker: string) => string = (worker) => worker): Project {
  const project = newProject("Web workers");
  const inWorker = `onmessage = async () => postMessage(await (${asked})());`;
  project.write({
    "worker.mjs": vectorsIn(edit(project.read("worker.mjs")), inWorker),
    "main.mjs": `${project.read("main.mjs")}
      globalThis.vectors = () => new Promise((resolve) => {
        worker.onmessage = ({ data }) => resolve(data);
        worker.postMessage("all");
      });`,
    "index.html": pageOf("/main.mjs"),
  });
  return project;
}

describeHost("Chromium's service workers", noBrowser, () => {
  it("answer a page", async () => {
    const project = newProject("Service workers");
    cpSync(join(project.folder, "node_modules/mailveil"), join(project.folder, "mailveil"), { recursive: true });
    project.write({ "index.html": pageOf("/main.mjs") });
    const { page, says } = await served(project.folder);
    await says(answer);
    // Another page finds it at work.
    await page.reload();
    await says(answer);
  });

  it("answer the vectors, and filter", async () => {
    const project = newProject("Service workers");
    cpSync(join(project.folder, "node_modules/mailveil"), join(project.folder, "mailveil"), { recursive: true });
    const worker = `${project.read("service-worker.mjs")}
      import { createMailFilter } from "/mailveil/dist/middleware/fetch.js";
      self.addEventListener("message", async ({ source }) => source.postMessage(await (${asked})()));
      self.addEventListener("fetch", (event) => {
        if (new URL(event.request.url).pathname !== "/threads") return;
        const policy = entry.Policy.parse(snapshot);
        const threads = [{ ...snapshot.threads[0], body: "whole" }];
        const filter = createMailFilter({ policy, viewer: () => "bob" })(() => Response.json(threads));
        event.respondWith(filter(event.request));
      });`;
    project.write({
      "service-worker.mjs": vectorsIn(worker, ""),
      "main.mjs": `${project.read("main.mjs")}
        console.log(await (await fetch("/threads")).text());
        const { active } = await navigator.serviceWorker.ready;
        globalThis.vectors = () => new Promise((resolve) => {
          navigator.serviceWorker.onmessage = ({ data }) => resolve(data);
          active.postMessage("all");
        });`,
      "index.html": pageOf("/main.mjs"),
    });
    const { says, vectors } = await served(project.folder);
    await says('[{"id":"offer","mailbox":"ann-mail","participants":["client@buyer.test"]}]');
    expectAll(await vectors());
  });
});

describeHost("Electron's window, as far as a page from a file is one", noBrowser ?? missing(bin("esbuild")), () => {
  it("answers with a script that carries the module", async () => {
    const project = newProject("Electron");
    await output(project, ...commandOf("Electron"));
    await (await open(pathToFileURL(join(project.folder, "window.html")).href)).says(answer);
  });
});

describeHost("Chromium without WebAssembly", noBrowser, () => {
  it.each([
    ["as in Lockdown Mode", "delete globalThis.WebAssembly;", "this host has no WebAssembly"],
    [
      "as before SIMD",
      "WebAssembly.validate = (bytes) => !bytes.includes(0x7b);",
      "this host's WebAssembly lacks SIMD",
    ],
  ])("%s says so", async (_, before, says) => {
    const project = newProject("Browsers without a bundler");
    cpSync(join(project.folder, "node_modules/mailveil"), join(project.folder, "mailveil"), { recursive: true });
    project.write({ "before.js": before, "index.html": `<script src="/before.js"></script>${pageOf("/main.mjs")}` });
    const opened = await served(project.folder);
    await opened.says(`MailveilError: ${says}`);
    expect(opened.fetched).toHaveLength(0);
  });
});

describeHost("Vite", noBrowser ?? missing(bin("vite")), () => {
  it("builds pages", async () => {
    const project = pageProject("Vite");
    await output(project, ...commandOf("Vite"));
    expect(modulesIn(project, "dist")).toHaveLength(1);
    cpSync(join(project.folder, "vectors.json"), join(project.folder, "dist/vectors.json"));
    await expectAnswers(await served(join(project.folder, "dist")), 1);
  });

  it("builds workers", async () => {
    const project = workerProject();
    await output(project, ...commandOf("Vite"));
    expect(modulesIn(project, "dist")).toHaveLength(1);
    cpSync(join(project.folder, "vectors.json"), join(project.folder, "dist/vectors.json"));
    await expectAnswers(await served(join(project.folder, "dist")), 1);
  });

  it.each([
    ["pages", () => pageProject("Vite")],
    ["workers", () => workerProject()],
  ])("serves %s during development", async (_, project) => {
    const server = await listening(project(), bin("vite"), ["--host", "127.0.0.1", "--port", "0"]);
    stops.push(server.stop);
    await expectAnswers(await open(server.address), 1);
  });

  it("takes the URL that it is given, and still one file", async () => {
    const project = newProject("Vite");
    const code = `import url from "mailveil/mailveil.wasm?url";\n${project.read("main.mjs").replace("init()", "init(url)")}`;
    project.write({ "main.mjs": vectorsIn(code.replace(/^(.*\n)(.*\n)/, "$2$1"), inPage) });
    await output(project, ...commandOf("Vite"));
    expect(modulesIn(project, "dist")).toHaveLength(1);
    cpSync(join(project.folder, "vectors.json"), join(project.folder, "dist/vectors.json"));
    await expectAnswers(await served(join(project.folder, "dist")), 1);
  });
});

describeHost("Vite before 8 (its bundle of dependencies, made by hand)", noBrowser, () => {
  it("finds the file from its cache", async () => {
    const project = newProject("Vite");
    const cached = "/node_modules/.vite/deps/mailveil.js";
    await build({
      entryPoints: [join(project.folder, "node_modules/mailveil/dist/browser.js")],
      outfile: join(project.folder, cached),
      bundle: true,
      format: "esm",
    });
    project.write({ "main.mjs": vectorsIn(project.read("main.mjs").replace('"mailveil"', `"${cached}"`), inPage) });
    const opened = await served(project.folder);
    await expectAnswers(opened, 1);
    expect(opened.fetched).toEqual(["/node_modules/mailveil/wasm/mailveil_bg.wasm"]);
  });
});

describeHost("webpack", noBrowser, () => {
  /** By its API, because the command is a package of its own. */
  async function webpack(project: Project, options: object = {}): Promise<void> {
    const { default: pack } = await import("webpack");
    const config = createRequire(join(project.folder, "package.json"))("./webpack.config.cjs");
    const common = { context: project.folder, output: { path: join(project.folder, "dist") } };
    await new Promise<void>((resolve, reject) => {
      pack({ ...config, ...common, ...options }, (error, stats) => {
        if (error !== null || stats?.hasErrors() || stats?.hasWarnings()) reject(error ?? new Error(String(stats)));
        else resolve();
      });
    });
  }

  it("builds pages", async () => {
    const project = pageProject("webpack");
    await webpack(project);
    expect(modulesIn(project, "dist")).toHaveLength(1);
    project.write({ "index.html": pageOf("/dist/main.js") });
    await expectAnswers(await served(project.folder), 1);
  });

  it("builds workers", async () => {
    const project = workerProject();
    project.write({ "webpack.config.cjs": newProject("webpack").read("webpack.config.cjs") });
    await webpack(project);
    expect(modulesIn(project, "dist")).toHaveLength(1);
    project.write({ "index.html": pageOf("/dist/main.js") });
    await expectAnswers(await served(project.folder), 1);
  });

  it("builds programs for Node", async () => {
    const project = newProject("webpack");
    project.write({ "main.mjs": newProject("Node").read("main.mjs") });
    await webpack(project, { target: "node", output: { path: join(project.folder, "dist"), filename: "main.cjs" } });
    await output(project, "rm", ["-r", "node_modules"]);
    expect(await output(project, bin("node"), ["dist/main.cjs"])).toBe(answer);
  });
});

describeHost("esbuild", noBrowser ?? missing(bin("esbuild")), () => {
  it("builds pages", async () => {
    const project = pageProject("esbuild");
    await output(project, ...commandOf("esbuild"));
    expect(modulesIn(project, "dist")).toHaveLength(1);
    project.write({ "index.html": pageOf("/dist/main.js") });
    await expectAnswers(await served(project.folder), 1);
  });

  it.each([
    ["mailveil/inline", { status: 0, output: `${answer}\n`, errors: "" }],
    ["mailveil", { status: 1, errors: expect.stringContaining("import `mailveil/inline` instead") }],
  ])("builds programs for Node with %s, or says what to do", async (entry, ended) => {
    const project = newProject("Node");
    project.write({ "main.mjs": project.read("main.mjs").replace('"mailveil"', `"${entry}"`) });
    for (const format of ["cjs", "esm"]) {
      const file = `dist/main.${format === "cjs" ? "cjs" : "mjs"}`;
      const args = ["main.mjs", "--bundle", "--platform=node", `--format=${format}`, `--outfile=${file}`];
      await output(project, bin("esbuild"), [...args, "--log-level=error"]);
      expect(await execute(project, bin("node"), [file])).toMatchObject(ended);
    }
  });
});

describeHost("Rollup", noBrowser ?? missing(bin("rollup")), () => {
  function rollupProject(edit: (code: string) => string = (code) => code): Project {
    const project = newProject("Rollup");
    link(project, "@rollup/plugin-node-resolve");
    project.write({
      "main.mjs": vectorsIn(edit(project.read("main.mjs")), inPage),
      "index.html": pageOf("/dist/main.js"),
    });
    return project;
  }

  it("builds pages", async () => {
    const project = rollupProject();
    await output(project, ...commandOf("Rollup"));
    expect(modulesIn(project, "dist")).toHaveLength(0);
    await expectAnswers(await served(project.folder), 0);
  });

  it("loses the file, of which the page says what to do", async () => {
    const project = rollupProject((code) => code.replace("mailveil/inline", "mailveil"));
    await output(project, ...commandOf("Rollup"));
    const forgotten = await served(project.folder);
    await forgotten.says("call `await init()` first");
    const ways = "where a tool lost the file, import `mailveil/inline` instead";
    project.write({
      "main.mjs": 'import { init } from "mailveil";\ninit().catch(({ help }) => console.log(help));',
    });
    await output(project, ...commandOf("Rollup"));
    await (await served(project.folder)).says(ways);
  });
});
