// The oldest browsers that docs/hosts.md names, held against what the packed files use: MDN's data tell since when each thing
// is there, and esbuild which syntax an engine cannot read. What the module needs, tests/js/host.test.ts takes away.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { CompatData, CompatStatement, Identifier } from "@mdn/browser-compat-data";
import { transform } from "esbuild";
import { parseAst } from "rollup/parseAst";
import { describe, expect, inject, it } from "vitest";
import { root } from "./pack.ts";

const data: CompatData = createRequire(import.meta.url)("@mdn/browser-compat-data");
const browsers = ["chrome", "edge", "firefox", "safari"] as const;
type Versions = Readonly<Record<(typeof browsers)[number], number>>;

const core: Versions = { chrome: 98, edge: 98, firefox: 102, safari: 16.4 };
const filters: Versions = { chrome: 116, edge: 116, firefox: 124, safari: 17.4 };
/** From here on the package can be read, so that a host is told what it lacks. */
const syntax: Versions = { chrome: 84, edge: 84, firefox: 90, safari: 15 };

const parts: readonly (readonly [string, readonly string[], Versions])[] = [
  ["mailveil", ["core.js", "browser.js", "slim.js", "inline.js"], core],
  ["mailveil/messages", ["messages/index.js", "messages/en.js"], core],
  ["mailveil/fetch", ["middleware/filter.js", "middleware/fetch.js"], filters],
];

/** Newer than the floor by their names. The first is another thing, the others are used only where they are there. */
const optional: ReadonlyMap<string, string> = new Map([
  ["bytes", "not of a `Response`, but a word of the package"],
  ["detached", "of a buffer; without it the glue looks at the length"],
  ["dispose", "of `Symbol`; without it there is no `using` either"],
]);

/** What makes the floor as high as it is: what the module is made of, and the youngest things that the JavaScript asks for. */
const needs: readonly (readonly [Versions, readonly string[]])[] = [
  [
    core,
    [
      "webassembly.fixed-width-SIMD",
      "webassembly.reference-types",
      "webassembly.multi-value",
      "webassembly.bulk-memory-operations",
      "webassembly.sign-extension-operations",
      "webassembly.non-trapping-float-to-int-conversions",
      "javascript.builtins.Object.hasOwn",
      "api.WritableStreamDefaultController.signal",
      "api.ReadableStream.pipeThrough",
    ],
  ],
  [filters, ["api.AbortSignal.any_static"]],
];

describe.each(parts)("%s", (_, files, floor) => {
  const dist = join(inject("packed").installed, "node_modules/mailveil/dist");
  const texts = files.map((file) => readFileSync(join(dist, file), "utf8"));

  it("can be read from the stated engines on", async () => {
    const target = browsers.map((browser) => `${browser}${syntax[browser]}`);
    // It takes no chances with any `\p{…}`, nor with `?.` before a spread that old engines got wrong: neither is used so here.
    const supported = { "regexp-unicode-property-escapes": true, "optional-chain": true };
    for (const text of texts) {
      const { code } = await transform(text, { target: "esnext", supported });
      expect((await transform(text, { target, supported })).code).toBe(code);
    }
    // A control: fields that only the class itself sees.
    const fields = await transform("class A { #a = 1; b = () => this.#a }", { target: ["safari14"], supported });
    expect(fields.code).toContain("WeakMap");
  });

  it("asks for nothing that is younger", () => {
    const names = [...new Set(texts.flatMap(namesIn))];
    expect(youngOf(names, floor).filter((name) => !optional.has(name))).toStrictEqual([]);
    // A control: a list that is sorted into a new one.
    expect(youngOf([...names, "Array", "toSorted"], floor)).toEqual(
      floor === core ? expect.arrayContaining(["toSorted"]) : [],
    );
  });
});

it("the floor is as low as what is needed, and no lower", () => {
  for (const [floor, features] of needs) {
    const statements = features.map((feature) => feature.split(".").reduce(memberOf, data as unknown as Identifier));
    for (const browser of browsers) {
      const since = statements.map(({ __compat }) => sinceOf(__compat, browser));
      expect(Math.max(...since), browser).toBe(floor[browser]);
    }
  }
});

it("the floor is what docs/hosts.md and the error say", () => {
  const words = ({ chrome, firefox, safari }: Versions) =>
    `Chrome and Edge ${chrome}, Firefox ${firefox}, Safari ${safari}`;
  const page = readFileSync(join(root, "docs/hosts.md"), "utf8");
  for (const versions of [core, filters, syntax]) expect(page).toContain(words(versions));
  expect(readFileSync(join(root, "README.md"), "utf8")).toContain(words(core));
  expect(readFileSync(join(root, "pkg/README.md"), "utf8")).toContain(words(core));
  expect(readFileSync(join(root, "pkg/src/module/host.ts"), "utf8")).toContain(words(core));
});

const memberOf = (holder: Identifier, name: string): Identifier => holder[name] as Identifier;

function sinceOf(statement: CompatStatement | undefined, browser: (typeof browsers)[number]): number {
  const support = statement?.support[browser];
  const version = (Array.isArray(support) ? support[0] : support)?.version_added;
  return typeof version === "string" ? Number.parseFloat(version.replace("≤", "")) || Number.POSITIVE_INFINITY : 0;
}

/** The members that code reads of anything, and what it takes for a global. */
function namesIn(text: string): string[] {
  const names: string[] = [];
  const walk = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    const { type, property, computed, name } = node as Readonly<Record<string, unknown>>;
    if (type === "MemberExpression" && computed === false) names.push((property as { name: string }).name);
    else if (type === "Identifier" && /^[A-Z]/.test(String(name))) names.push(String(name));
    for (const value of Object.values(node)) walk(value);
  };
  walk(parseAst(text));
  return names;
}

/** Names that belong, as far as MDN knows, only to what is younger: members of the globals that the code names, and these. */
function youngOf(names: readonly string[], floor: Versions): string[] {
  const found = new Map<string, boolean[]>();
  const add = (name: string, { __compat }: Identifier) => {
    const isOld = browsers.every((browser) => sinceOf(__compat, browser) <= floor[browser]);
    found.set(name, [...(found.get(name) ?? []), isOld]);
  };
  for (const group of [data.api, data.javascript["builtins"] ?? {}, data.webassembly["api"] ?? {}]) {
    for (const [thing, members] of Object.entries(group as Record<string, Identifier>)) {
      if (!names.includes(thing)) continue;
      for (const [member, statement] of Object.entries(members)) {
        if (member === "__compat") add(thing, members);
        else add(member.replace(/_static$/, ""), statement as Identifier);
      }
    }
  }
  return [...found].filter(([name, areOld]) => names.includes(name) && !areOld.includes(true)).map(([name]) => name);
}
