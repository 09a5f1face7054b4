// Database servers of our own: in a new folder, on a socket, as a user who is nobody when we are root.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Servers refuse to run as root. */
const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : undefined;

/** A folder that the server may write to. */
export function serverFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `mailveil-${name}-`));
  if (nobody !== undefined) chownSync(folder, nobody.uid, nobody.gid);
  return folder;
}

/** The path of a program of a database server, which need not be on the path. */
export function serverProgram(names: readonly string[], help: string): string {
  const versions = existsSync("/usr/lib/postgresql") ? readdirSync("/usr/lib/postgresql").sort().reverse() : [];
  const folders = [
    ...(process.env["PATH"] ?? "").split(":"),
    ...versions.map((version) => `/usr/lib/postgresql/${version}/bin`),
    "/usr/sbin",
    "/opt/homebrew/bin",
    "/usr/local/opt/postgresql/bin",
  ];
  const found = folders.flatMap((folder) => names.map((name) => join(folder, name))).find((file) => existsSync(file));
  if (found === undefined) throw new Error(`${names.join(" or ")} not found: ${help}`);
  return found;
}

/** Runs a program to its end. */
export function runServerProgram(program: string, options: readonly string[]): void {
  const { status, stderr, stdout, error } = spawnSync(program, options, { ...nobody, cwd: "/", encoding: "utf8" });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program} failed:\n${stdout}\n${stderr}`);
}

export interface Server {
  stop(): Promise<void>;
}

/** Starts a server, and waits until `connect` succeeds. */
export async function startServer<Connection>(
  program: string,
  options: readonly string[],
  folder: string,
  connect: () => Promise<Connection>,
): Promise<{ connection: Connection; server: Server }> {
  const output: string[] = [];
  const child = spawn(program, options, { ...nobody, cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => output.push(String(chunk)));
  // A test that is killed leaves no server behind.
  const kill = (): void => void child.kill("SIGKILL");
  process.once("exit", kill);
  const server: Server = {
    async stop() {
      process.off("exit", kill);
      await ended(child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  for (let tries = 0; ; tries += 1) {
    try {
      return { connection: await connect(), server };
    } catch (error) {
      if (child.exitCode !== null || tries > 300) {
        await server.stop();
        throw new Error(`${program} does not answer:\n${output.slice(-40).join("")}`, { cause: error });
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const closed = new Promise((resolve) => child.once("close", resolve));
  child.kill("SIGINT");
  const slow = setTimeout(() => child.kill("SIGKILL"), 5_000);
  await closed;
  clearTimeout(slow);
}
