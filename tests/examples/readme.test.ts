// The way of the README to a CRM behind Express, with the API of Pipedrive in the place of the CRM.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { remove } from "./program.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const cli = join(root, "pkg/dist/cli.js");
const vendor = (name: string) => readFileSync(join(root, "tests/js/vendors", `${name}.json`), "utf8");

/** The fenced block of the README that begins with this text, without the indentation of its list. */
function block(start: string): string {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const blocks = readme.matchAll(/^( *)```\w*\n([\s\S]*?)^ *```$/gm);
  const texts = [...blocks].map(([, indent = "", text = ""]) => text.replaceAll(new RegExp(`^${indent}`, "gm"), ""));
  const found = texts.filter((text) => text.startsWith(start));
  expect(found).toHaveLength(1);
  return found[0] ?? "";
}

let folder: string;
let crm: Server;
let stop = () => {};
const tokens: unknown[] = [];

/** A port that is free now. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

beforeAll(async () => {
  mkdirSync(join(root, "tests/output"), { recursive: true });
  folder = mkdtempSync(join(root, "tests/output", "readme-"));
  mkdirSync(join(folder, "export"));
  for (const [name, answer] of Object.entries(JSON.parse(vendor("pipedrive-directory"))))
    writeFileSync(join(folder, "export", `${name}.json`), JSON.stringify(answer));
  writeFileSync(join(folder, "export", "mailThreads.1.json"), vendor("pipedrive-mailThreads"));
  writeFileSync(join(folder, "server.mjs"), block('import { readFileSync } from "node:fs";'));
  crm = createServer((request, response) => {
    tokens.push(request.headers["x-api-token"]);
    response.setHeader("content-type", "application/json");
    if (request.url === "/v1/mailbox/mailThreads") response.end(vendor("pipedrive-mailThreads"));
    else response.writeHead(404).end('{"success":false}');
  });
  await new Promise<void>((resolve) => crm.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  stop();
  await new Promise((resolve) => crm.close(resolve));
  remove(folder);
});

it("asks for what the API does not tell, and takes the form that it prints", () => {
  const command = block("npm install express").split("\n")[1]?.split(" ").slice(2) ?? [];
  expect(command).toStrictEqual(["import", "pipedrive", "export", "--out", "snapshot.json"]);
  const asked = spawnSync(process.execPath, [cli, ...command], { cwd: folder, encoding: "utf8" });
  expect(asked.status).toBe(2);
  const form = JSON.parse(asked.stderr.slice(asked.stderr.lastIndexOf("\n{\n")));
  expect(form).toStrictEqual({ plan: null, threadDefault: { "pd-acc-7": null } });
  const decisions = { plan: "premium", threadDefault: { "pd-acc-7": "private" } };
  writeFileSync(join(folder, "decisions.json"), JSON.stringify(decisions));
  execFileSync(process.execPath, [cli, ...command, "--decisions", "decisions.json"], { cwd: folder });
});

it("shows each of three people their mail", async () => {
  const port = String(await freePort());
  const { port: crmPort } = crm.address() as AddressInfo;
  const env = { ...process.env, PORT: port, CRM: `http://127.0.0.1:${crmPort}`, TOKEN: "ann's" };
  const server = spawn(process.execPath, ["server.mjs"], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  stop = () => server.kill();
  let log = "";
  for (const stream of [server.stdout, server.stderr]) stream.setEncoding("utf8").on("data", (part) => (log += part));
  const as = async (user: string | undefined) => {
    const headers: Record<string, string> = user === undefined ? {} : { "x-user": user };
    const response = await fetch(`http://127.0.0.1:${port}/mailThreads`, { headers });
    const { data, code } = (await response.json()) as { data?: { id: number }[]; code?: string };
    return [response.status, data?.map(({ id }) => id) ?? code];
  };
  await expect.poll(() => as("11").catch(() => log), { timeout: 30_000 }).toHaveLength(2);
  // Ann's own, but for what was deleted (P-10).
  expect(await as("11")).toStrictEqual([200, [9001, 9002, 9004]]);
  // Cat opens every record: 9002 is private, and 9004 is linked to a lead alone (P-03).
  expect(await as("13")).toStrictEqual([200, [9001]]);
  // Bob opens person 300, but not deal 300, which is visible to its owner alone.
  expect(await as("12")).toStrictEqual([200, []]);
  expect(await as("99")).toStrictEqual([403, "unknown-viewer"]);
  expect(await as(undefined)).toStrictEqual([401, "no-viewer"]);
  expect(new Set(tokens)).toStrictEqual(new Set(["ann's"]));
  expect(log).toMatch(/shown: 3,\n\s+hidden: 1/);
  expect(log).toMatch(/unknown-viewer/);
});
