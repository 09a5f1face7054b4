import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { build } from "esbuild";
import { diagnose, MailveilError, Policy, type Problem, type Reason, supportRestrictions } from "mailveil";
import { formatError, formatProblem, formatReason, type Messages, type Sentence } from "mailveil/messages";
import en from "mailveil/messages/en";
import ru from "mailveil/messages/ru";
import sv from "mailveil/messages/sv";
import zh from "mailveil/messages/zh";
import { describe, expect, it } from "vitest";
import { snapshot, text, thrown } from "./fixture.ts";
import { vectorFiles } from "./vector-files.ts";

const languages: readonly [string, Messages][] = Object.entries({ en, ru, sv, zh });
const lists = ["reasons", "problems", "findings", "errors", "operations", "places", "unknown"] as const;

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");

/** The text literals of a piece of a source file. */
function literals(file: string, from: string, to: string): string[] {
  const [, rest] = read(file).split(from);
  const names = [...(rest?.split(to)[0] ?? "").matchAll(/"([a-z0-9-]+)"/g)].map(([, name = ""]) => name);
  expect(names.length, `${from} of ${file}`).toBeGreaterThan(1);
  return names.sort();
}

const codes = {
  reasons: literals("src/model/reason.rs", "ReasonCode {", "\n    }"),
  problems: literals("src/error.rs", " ProblemCode {", "\n    }"),
  findings: literals("src/lint/findings.rs", " FindingCode {", "\n    }"),
  // `tests/tidy.rs` compares this union with the Rust code.
  errors: literals("pkg/src/types/problem.ts", "export type ErrorCode =", ";"),
  operations: [
    ...literals("pkg/src/types/query.ts", "export type Operation =", ";"),
    ...literals("pkg/src/types/query.ts", "export type RestrictedOperation =", ";"),
    ...literals("pkg/src/types/snapshot.ts", "export type SystemOperation =", ";"),
  ].sort(),
};

const variants = (sentence: Sentence): readonly string[] => [sentence].flat();

/** Every text of a language, with where it stands. */
function texts(messages: Messages): [string, string][] {
  return lists.flatMap((list) =>
    Object.entries<Sentence>(messages[list]).flatMap(([code, sentence]) =>
      variants(sentence).map((text, index): [string, string] => [`${list} ${code} ${index}`, text]),
    ),
  );
}

const english = texts(en).map(([, text]) => text);
const places = (text: string) => [...text.matchAll(/\{.*?\}/g)].map(([place]) => place).sort();

describe.each(languages)("the messages in %s", (lang, messages) => {
  it("name their language", () => expect(messages.lang).toBe(lang));

  it.each(["reasons", "problems", "findings", "errors", "operations"] as const)(
    "have every one of the %s, and no others",
    (list) => {
      expect(Object.keys(messages[list]).sort()).toStrictEqual(codes[list]);
    },
  );

  it("have the same places for details as in English", () => {
    const shape = (of: Messages) => texts(of).map(([where, text]) => [where, places(text)]);
    expect(shape(messages)).toStrictEqual(shape(en));
  });

  it("are sentences for people: no rule numbers, codes, markup or remains of another language", () => {
    const names = [...codes.reasons, ...codes.problems, ...codes.findings, ...codes.errors, ...codes.operations];
    const hyphenated = names.filter((name) => name.includes("-"));
    for (const [where, text] of texts(messages)) {
      expect(text, where).not.toMatch(/\b[CMPSXZ]-?\d\d\b|[`<>&\\_]|\s\s|^\s|\s$|--/);
      expect(
        hyphenated.filter((name) => text.includes(name)),
        where,
      ).toStrictEqual([]);
      if (where.startsWith("operations")) expect(text, where).not.toMatch(/\.$|。$|^\p{Lu}/u);
      else if (!where.startsWith("places"))
        expect(text, where).toMatch(lang === "zh" ? /。$/ : /^(\p{Lu}|mailveil ).*\.$/u);
      if (lang === "zh") expect(text, where).toMatch(/\p{Script=Han}/u);
      if (lang === "zh") expect(text, where).not.toMatch(/[\p{Script=Han}][,;:?]/u);
      if (lang === "ru") expect(text, where).toMatch(/\p{Script=Cyrillic}/u);
      if (lang === "en" || lang === "sv") expect(text, where).not.toMatch(/\p{Script=Han}|\p{Script=Cyrillic}/u);
      if (lang === "sv") expect(english, where).not.toContain(text);
    }
  });

  it("say another thing for each code", () => {
    for (const list of lists) {
      const all = Object.values<Sentence>(messages[list]).flatMap(variants);
      expect(
        all.filter((text, index) => all.indexOf(text) !== index),
        list,
      ).toStrictEqual([]);
    }
  });

  it("tell every detail of every reason in the vectors", () => {
    const reasons = vectorFiles().flatMap(([, file]) => file.cases.flatMap((one) => reasonsIn(one)));
    expect(new Set(reasons.map(({ code }) => code)).size).toBe(codes.reasons.length);
    for (const reason of reasons) {
      const sentence = formatReason(reason, messages);
      expect(sentence).not.toMatch(/[{}?]/);
      const { record, domain, operation, restriction, from, until } = reason;
      const told = operation === undefined ? undefined : messages.operations[operation];
      const times = [from, until].map((time) => time?.slice(0, 16).replace("T", " "));
      for (const detail of [record, domain, told, restriction, ...times]) {
        if (detail !== undefined) expect(sentence).toContain(String(detail));
      }
    }
  });

  it("can be kept as JSON", () => {
    expect(JSON.parse(JSON.stringify(messages))).toStrictEqual(messages);
  });
});

/** Every reason anywhere in an answer. */
function reasonsIn(value: unknown): Reason[] {
  if (typeof value !== "object" || value === null) return [];
  if ("code" in value && "rule" in value) return [value as Reason];
  return Object.values(value).flatMap(reasonsIn);
}

describe("formatReason", () => {
  const reason = (facts: object) => ({ rule: "Z-04", ...facts }) as Reason;

  it("puts details in, by the names that the application gives", () => {
    const missing = reason({ code: "record-access-missing", record: "deal-7" });
    expect(formatReason(missing, en)).toMatch(/has no access to “deal-7”\.$/);
    expect(formatReason(missing, ru, { record: (id) => `Сделка ${id}` })).toMatch(/«Сделка deal-7»\.$/);
    expect(formatReason(missing, ru, {})).toMatch(/«deal-7»\.$/);
    for (const { restriction, operation } of supportRestrictions()) {
      const sentence = formatReason(reason({ code: "support-restricted", restriction, operation }), sv);
      expect(sentence).toContain(`detta: ${sv.operations[operation]} (nummer ${restriction} `);
    }
  });

  it("takes the richest sentence whose details are known", () => {
    const [rich, poor] = en.reasons["no-shared-record"];
    expect(formatReason(reason({ code: "no-shared-record", record: "r" }), en)).toBe(rich?.replace("{record}", "r"));
    expect(formatReason(reason({ code: "no-shared-record" }), en)).toBe(poor);
    const unnamed = reason({ code: "support-restricted", restriction: 5, operation: "newer-operation" });
    expect(formatReason(unnamed, en)).toMatch(/^Support agents may not do this \(number 5 /);
    expect(formatReason(reason({ code: "record-not-linked" }), en)).toBe(
      "This thread is not linked to the record “?”.",
    );
  });

  it("tells when something ended or begins, in UTC or as the application does", () => {
    const ended = reason({ code: "not-in-audience", until: "2026-11-21T09:30:00Z" });
    expect(formatReason(ended, en)).toBe("The mailbox was shared with this user until 2026-11-21 09:30 UTC.");
    expect(formatReason(ended, sv, { time: (instant) => instant.slice(0, 10) })).toBe(
      "Postlådan delades med den här användaren till 2026-11-21.",
    );
    for (const [from, told] of [
      ["2026-11-21T09:30:05Z", "2026-11-21 09:30:05 UTC"],
      ["2026-11-21T09:00:00.5Z", "2026-11-21 09:00:00.5 UTC"],
      ["2026-11-21T00:00:00Z", "2026-11-21 00:00 UTC"],
    ]) {
      expect(formatReason(reason({ code: "no-read-right", from }), en)).toBe(
        `This user gets the right to read this shared mailbox on ${told}.`,
      );
    }
    expect(formatReason(reason({ code: "no-read-right" }), en)).toBe(
      "This user does not have the right to read this shared mailbox.",
    );
  });

  it.each([
    ["of a newer version", { code: "newer-code" }],
    ["that objects inherit", { code: "constructor" }],
    ["like a prototype", { code: "__proto__" }],
    ["that is no text", { code: 7 }],
    ["that is missing", {}],
  ])("has a neutral sentence for a code %s", (_, facts) => {
    for (const [, messages] of languages) expect(formatReason(reason(facts), messages)).toBe(messages.unknown.reason);
    expect(formatReason(null as unknown as Reason, en)).toBe(en.unknown.reason);
  });

  it("lets no id break the line, turn the text around or open a place", () => {
    const record = "{domain}\n\u202egpj.\u0000$&";
    const sentence = formatReason(reason({ code: "record-not-linked", record, domain: "x.test" }), en);
    expect(sentence).toBe("This thread is not linked to the record “{domain}\u{fffd}\u{fffd}gpj.\u{fffd}$&”.");
    const named = formatReason(reason({ code: "record-not-linked", record: "r" }), en, { record: () => "a\u2028b" });
    expect(named).toContain("“a\u{fffd}b”");
  });

  it("believes no polluted prototype", () => {
    Object.assign(Object.prototype, { record: "planted", newer: "planted" });
    try {
      expect(formatReason(reason({ code: "no-shared-record" }), en)).not.toContain("planted");
      expect(formatReason(reason({ code: "newer" }), en)).toBe(en.unknown.reason);
    } finally {
      for (const name of ["record", "newer"]) Reflect.deleteProperty(Object.prototype, name);
    }
  });

  it.each([["sv"], [undefined], [null], [{}], [{ reasons: {} }]])(
    "refuses %j as a language, and says what to give",
    (lang) => {
      for (const format of [formatReason, formatProblem, formatError]) {
        const error = thrown(() => format({} as Reason & Problem, lang as unknown as Messages));
        expect(error).toBeInstanceOf(MailveilError);
        expect(error).toMatchObject({ code: "wrong-type", help: expect.stringContaining("mailveil/messages/sv") });
      }
    },
  );
});

describe("formatProblem and formatError", () => {
  it("tell the place of a problem, if it has one", () => {
    const [first] = diagnose(JSON.stringify({ ...snapshot, users: [{ id: "", status: "active" }] })).problems;
    expect(first?.path).toBe("/users/0/id");
    const told = first === undefined ? [] : languages.map(([, messages]) => formatProblem(first, messages));
    expect(told).toStrictEqual([
      `${en.problems["invalid-id"]} Place: /users/0/id`,
      `${ru.problems["invalid-id"]} Место: /users/0/id`,
      `${sv.problems["invalid-id"]} Plats: /users/0/id`,
      `${zh.problems["invalid-id"]}位置：/users/0/id`,
    ]);
    const [broken] = diagnose("{]").problems;
    expect(broken && formatProblem(broken, en)).toMatch(/UTF-8\. Place: position 1 \(in bytes\)$/);
    const [whole] = diagnose("[]").problems;
    expect(whole && formatProblem(whole, en)).toBe(en.problems["wrong-type"]);
    expect(formatProblem({ ...(whole as Problem), code: "newer" as "wrong-type" }, ru)).toBe(ru.unknown.problem);
  });

  it("tell what failed, whatever was thrown", () => {
    const policy = Policy.parse(text);
    const unknown = thrown(() => policy.decide({ action: "lock", viewer: "cleo", mailbox: "none" }));
    expect(formatError(unknown, sv)).toMatch(/^Postlådan som angavs finns inte .* Plats: \/mailbox$/);
    const refused = thrown(() => Policy.parse("[]"));
    expect(formatError(refused, zh)).toMatch(/（错误数量：1）。$/);
    expect(formatError(new TypeError("x"), en)).toBe(en.unknown.error);
    expect(formatError("x", en)).toBe(en.unknown.error);
    expect(formatError(undefined, en)).toBe(en.unknown.error);
    policy.free();
    expect(
      formatError(
        thrown(() => policy.threadCount),
        ru,
      ),
    ).toBe(ru.errors.freed);
  });
});

describe("a program with messages", () => {
  it("carries the languages that it imports, and no module", async () => {
    const contents =
      'import { formatReason } from "mailveil/messages"; import sv from "mailveil/messages/sv"; use(formatReason, sv);';
    const stdin = { contents, resolveDir: new URL("../..", import.meta.url).pathname };
    const { outputFiles } = await build({
      stdin,
      bundle: true,
      minify: true,
      charset: "utf8",
      format: "esm",
      write: false,
    });
    const program = outputFiles[0]?.text ?? "";
    expect(program.includes(String(sv.reasons["mailbox-owner"]))).toBe(true);
    expect(/WebAssembly|\p{Script=Cyrillic}|\p{Script=Han}/u.exec(program)).toBeNull();
    expect(program.includes(String(en.reasons["mailbox-owner"]))).toBe(false);
    expect(program.length).toBeLessThan(25_000);
  });

  it("runs as docs/messages.md shows it", () => {
    const [, example = ""] = /^```js\n(.*?)^```$/ms.exec(read("docs/messages.md")) ?? [];
    const [, output] = /^```text\n(.*?)^```$/ms.exec(read("docs/messages.md")) ?? [];
    const cwd = new URL("../..", import.meta.url);
    const printed = execFileSync(process.execPath, ["--input-type=module"], { cwd, input: example, encoding: "utf8" });
    expect(printed).toBe(output);
  });
});
