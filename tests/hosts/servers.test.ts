// Node, Deno and Bun: ready on import, in the lines of docs/hosts.md.
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../packaging/pack.ts";
import {
  answer,
  bin,
  commandOf,
  describeHost,
  execute,
  expectAll,
  missing,
  newProject,
  nodes,
  output,
  printed,
  vectorsIn,
} from "./kit.ts";

/** What the entries say to a question and to `init`. No import may throw. */
const lacking = `import { question, snapshot } from "./snapshot.mjs";

const told = [];
const say = async (ask) => {
  try {
    told.push((await ask()) ?? "ready");
  } catch ({ code, message }) {
    told.push(code + ": " + message);
  }
};
for (const entry of ["mailveil", "mailveil/inline", "mailveil/slim"]) {
  const { decide, init } = await import(entry);
  await say(() => decide(snapshot, question).outcome);
  await say(() => init());
}
for (const entry of ["fetch", "express", "hono", "messages"]) await import("mailveil/" + entry);
console.log(JSON.stringify(told));`;

/** Asks an upstream through the filter, which answers in each of the encodings that it was told to; prints these. */
const encodings = `import * as zlib from "node:zlib";
import { Policy } from "mailveil";
import { createMailFilter } from "mailveil/fetch";
import { snapshot } from "./snapshot.mjs";

const encode = { gzip: zlib.gzipSync, deflate: zlib.deflateSync, br: zlib.brotliCompressSync, zstd: zlib.zstdCompressSync };
const list = JSON.stringify([{ id: "offer", mailbox: "ann-mail", participants: [] }]);
const filter = createMailFilter({ policy: Policy.parse(snapshot), viewer: () => "ann" });
let accepted;
const ask = (encoding) =>
  filter((request) => {
    accepted ??= request.headers.get("accept-encoding");
    const body = encoding === undefined ? list : encode[encoding](list);
    const headers = { "content-type": "application/json", ...(encoding && { "content-encoding": encoding }) };
    return new Response(body, { headers });
  })(new Request("https://crm.test/"));

await ask();
for (const encoding of accepted.split(", ")) {
  const response = await ask(encoding);
  if ((await response.text()) !== list) throw new Error(encoding + " ends with " + response.status);
}
console.log(accepted);`;

const node14 = join(root, "tests/hosts/node14/node_modules/node/bin/node");

describeHost("Node 14", missing(node14), () => {
  it("says what it lacks, and never on import", async () => {
    const here = newProject("Node");
    here.write({ "lacking.mjs": lacking });
    const lacks = "this host's WebAssembly lacks SIMD, reference types, multiple values";
    expect(JSON.parse(await output(here, node14, ["lacking.mjs"]))).toStrictEqual(
      Array(6).fill(`no-webassembly: ${lacks}`),
    );
  });
});

for (const [host, node] of Object.entries(nodes)) {
  describeHost(host, missing(node), () => {
    const project = () => newProject("Node");

    it("is of that version", async () => {
      expect(await output(project(), node, ["--version"])).toMatch(`v${host.slice(5)}.`);
    });

    it.each(["main.mjs", "main.cjs"])("runs %s without a word of warning", async (file) => {
      expect(await execute(project(), node, [file])).toEqual({ status: 0, output: `${answer}\n`, errors: "" });
    });

    it("answers the vectors", async () => {
      const here = project();
      here.write({ "vectors.mjs": vectorsIn('import "mailveil";', printed) });
      expectAll(await output(here, node, ["vectors.mjs"]), true);
    });

    it("answers the vectors, required", async () => {
      const here = project();
      const program = `const { readFileSync } = require("node:fs");
        const vectors = JSON.parse(readFileSync("vectors.json", "utf8"));
        require("./everywhere.mjs").runVectors(require("mailveil"), vectors).then((all) => console.log(JSON.stringify(all)));`;
      here.write({ "vectors.cjs": program });
      expectAll(await output(here, node, ["vectors.cjs"]));
    });

    it("as an older one, says what to do instead of require", async () => {
      const { status, errors } = await execute(project(), node, ["--no-experimental-require-module", "main.cjs"]);
      expect(status).toBe(1);
      expect(errors).toContain("ERR_REQUIRE_ESM");
      expect(errors).toContain("dynamic import()");
    });

    it("decodes what it asks an upstream for", async () => {
      const here = project();
      here.write({ "encodings.mjs": encodings });
      const accepted = host === "Node 20" ? "gzip, deflate" : "gzip, deflate, br";
      expect(await output(here, node, ["encodings.mjs"])).toBe(accepted);
    });

    it("says so where WebAssembly, or a part of it, is missing, and never on import", async () => {
      const here = project();
      here.write({ "lacking.mjs": lacking });
      const lacks = async (...flags: string[]) => JSON.parse(await output(here, node, [...flags, "lacking.mjs"]));
      expect(await lacks()).toStrictEqual(Array(3).fill(["allowed", "ready"]).flat());
      expect(await lacks("--jitless")).toStrictEqual(Array(6).fill("no-webassembly: this host has no WebAssembly"));
      // As a processor without it. Others than this kind all have it.
      if (process.arch !== "x64") return;
      const simd = "no-webassembly: this host's WebAssembly lacks SIMD";
      expect(await lacks("--no-enable-ssse3")).toStrictEqual(Array(6).fill(simd));
    });

    it.each(["", "/full", "/slim", "/inline"])("decides with mailveil%s", async (entry) => {
      const here = project();
      here.write({
        "entry.mjs": `import { readFileSync } from "node:fs";
          import { decide, init } from "mailveil${entry}";
          import { question, snapshot } from "./snapshot.mjs";
          await Promise.all([1, 2].map(() => init(readFileSync("node_modules/mailveil/wasm/mailveil_bg.wasm"))));
          await init();
          console.log(decide(snapshot, question).outcome);`,
      });
      expect(await output(here, node, ["entry.mjs"])).toBe("allowed");
    });
  });
}

describeHost("Deno", missing(bin("deno")), () => {
  it("runs the example, and asks for no permission", async () => {
    expect(await output(newProject("Deno"), ...commandOf("Deno"))).toBe(answer);
  });

  it("answers the vectors", async () => {
    const here = newProject("Deno");
    here.write({ "vectors.mjs": vectorsIn('import "mailveil";', printed) });
    expectAll(await output(here, bin("deno"), ["run", "--allow-read=vectors.json", "vectors.mjs"]), true);
  });

  it("decodes what it asks an upstream for", async () => {
    const here = newProject("Deno");
    here.write({ "encodings.mjs": encodings });
    expect(await output(here, bin("deno"), ["run", "encodings.mjs"])).toBe("gzip, deflate, br");
  });

  it("finds the types right", async () => {
    const here = newProject("Deno");
    here.write({
      "main.ts": here.read("main.mjs").replace("./snapshot.mjs", "./snapshot.ts"),
      "snapshot.ts": typed(here.read("snapshot.mjs")),
    });
    await output(here, bin("deno"), ["check", "main.ts"]);
  });
});

/** The example's facts for a compiler that takes no word for another. */
function typed(code: string): string {
  return `import type { Snapshot, ViewQuery } from "mailveil";\n${code}`
    .replace("const snapshot", "const snapshot: Snapshot")
    .replace("const question", 'const question: ViewQuery & { action: "view" }');
}

describeHost("Bun", missing(bin("bun")), () => {
  it("decodes what it asks an upstream for", async () => {
    const here = newProject("Bun");
    here.write({ "encodings.mjs": encodings });
    expect(await output(here, bin("bun"), ["encodings.mjs"])).toBe("gzip, deflate, br, zstd");
  });

  it("runs the example", async () => {
    expect(await output(newProject("Bun"), ...commandOf("Bun"))).toBe(answer);
  });

  it("runs it required", async () => {
    const here = newProject("Bun");
    here.write({ "main.cjs": newProject("Node").read("main.cjs") });
    expect(await output(here, bin("bun"), ["main.cjs"])).toBe(answer);
  });

  it("answers the vectors", async () => {
    const here = newProject("Bun");
    here.write({ "vectors.mjs": vectorsIn('import "mailveil";', printed) });
    expectAll(await output(here, bin("bun"), ["vectors.mjs"]), true);
  });

  describe("takes the module along", () => {
    it("when it bundles", async () => {
      const here = newProject("Bun");
      await output(here, bin("bun"), ["build", "main.mjs", "--target=bun", "--outdir=dist"]);
      await output(here, "rm", ["-r", "node_modules"]);
      expect(await output(here, bin("bun"), ["dist/main.js"])).toBe(answer);
    });

    it("when it compiles", async () => {
      const here = newProject("Bun");
      await output(here, bin("bun"), ["build", "main.mjs", "--compile", "--outfile=main"]);
      await output(here, "rm", ["-r", "node_modules"]);
      expect(await output(here, "./main", [])).toBe(answer);
    });
  });
});
