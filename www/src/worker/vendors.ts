import { decisionsNeeded, importFrom, type Imported, isEndpoint, type System, systems } from "mailveil/import";
import type { Answer, Request } from "../asked/methods.ts";
import type { ExportFile } from "../asked/vendors.ts";
import type { Context } from "./context.ts";
import { MailveilError } from "./mailveil.ts";

interface Page {
  readonly endpoint: string;
  readonly number: number;
  readonly file: File;
}

/** An export between its questions and its import. */
export class Vendors {
  #exported: unknown;
  #imported: Imported | undefined;

  get imported(): Imported {
    if (this.#imported === undefined) throw new Error("nothing was imported yet");
    return this.#imported;
  }

  async read({ files, system }: Request<"readExport">, context: Context): Promise<Answer<"readExport">> {
    const pages = files.filter(({ path }) => /\.json$/i.test(path)).map(pageOf);
    const [only, ...more] = pages;
    if (only === undefined) throw new Error("there are no JSON files in it; save what the API answers there");
    const fitting = system ?? fittingSystem(pages);
    const isWhole = more.length === 0 && !isEndpoint(fitting, only.endpoint);
    this.#exported = isWhole ? await parsed(only) : await byEndpoint(pages, context);
    const chosen = isWhole && system === undefined ? systemOfWhole(this.#exported) : fitting;
    return {
      system: chosen,
      files: pages.length,
      unknown: isWhole ? [] : pages.flatMap(({ endpoint }) => (isEndpoint(chosen, endpoint) ? [] : endpoint)),
      questions: decisionsNeeded(chosen, this.#exported),
    };
  }

  make({ system, decisions }: Request<"makeImport">): Answer<"makeImport"> {
    this.#imported = importFrom(system, this.#exported, decisions);
    const { report, snapshot } = this.#imported;
    const { users, mailboxes, records, threads } = snapshot;
    return {
      report,
      users: users.length,
      mailboxes: mailboxes.length,
      records: records.length,
      threads: threads.length,
    };
  }

  text(): Blob {
    return new Blob([JSON.stringify(this.imported.snapshot)], { type: "application/json" });
  }
}

/** `deals.300.followers.2.json`: page 2 of `deals/300/followers`. Folders do too. */
function pageOf({ path, file }: ExportFile): Page {
  const name = path.replace(/\.json$/i, "");
  const [, endpoint = name, number = "0"] = /^(.+?)(?:\.(\d+))?$/.exec(name) ?? [];
  return { endpoint: endpoint.replaceAll(".", "/"), number: Number(number), file };
}

function fittingSystem(pages: readonly Page[]): System {
  const fit = (system: System): number => pages.filter(({ endpoint }) => isEndpoint(system, endpoint)).length;
  return [...systems].sort((a, b) => fit(b) - fit(a))[0] ?? "pipedrive";
}

/** One file has all of it: its members are named after the endpoints. */
function systemOfWhole(exported: unknown): System {
  const names = typeof exported === "object" && exported !== null ? Object.keys(exported) : [];
  const fit = (system: System): number => names.filter((name) => isEndpoint(system, name)).length;
  return [...systems].sort((a, b) => fit(b) - fit(a))[0] ?? "pipedrive";
}

async function byEndpoint(pages: readonly Page[], context: Context): Promise<unknown> {
  const endpoints = new Map<string, unknown[]>();
  const sorted = [...pages].sort((one, other) => one.number - other.number);
  for (const [n, page] of sorted.entries()) {
    endpoints.set(page.endpoint, [...(endpoints.get(page.endpoint) ?? []), await parsed(page)]);
    context.tell({ stage: "Reading the export", done: n / sorted.length });
    await context.pause();
  }
  return Object.fromEntries(
    [...endpoints].map(([name, answers]) => [name, answers.length === 1 ? answers[0] : answers]),
  );
}

/** Messages of the parser would quote what is in the file, so they are not told. */
async function parsed({ endpoint, file }: Page): Promise<unknown> {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer()));
  } catch {
    throw new MailveilError({
      code: "json-syntax",
      path: `/${endpoint.replaceAll("~", "~0").replaceAll("/", "~1")}`,
      message: "this file is no JSON in UTF-8",
      help: "save what the API answers as it comes",
    });
  }
}
