// Times of section 9, each as the instant of RFC 3339 that it means.
import type { Node } from "../strict-json.ts";
import type { Field, TimeForm } from "./options.ts";
import { giveUp } from "./unreadable.ts";

/** Picoseconds since 1970: milliseconds may have nine digits behind the point. */
export type Instant = bigint;

const secondsOfDay = 86_400;
const picosInSecond = 1_000_000_000_000n;
const picosInNano = 1_000n;

/** The instant that a value says in the form of its field. */
export function instantOf(value: Node, { time = "rfc3339" }: Field): Instant {
  return (time.startsWith("epoch") ? epoch(value, time) : calendar(value, time)) ?? giveUp();
}

function calendar(value: Node, time: TimeForm): Instant | undefined {
  if (value.kind !== "string") return undefined;
  const text = rfc3339(value.text, time);
  return text === undefined ? undefined : parseInstant(text);
}

/** The text as RFC 3339 has it; nothing if it is not of its form. */
function rfc3339(text: string, time: TimeForm): string | undefined {
  switch (time) {
    case "basic-offset":
      return /^.{10}T[^+-]*(Z|[+-]\d{4})$/.test(text) ? text.replace(/(\d\d)(\d\d)$/, "$1:$2") : undefined;
    case "sql-utc":
      return /^.{10} [\d:.]+$/.test(text) ? `${text.replace(" ", "T")}Z` : undefined;
    default:
      return text;
  }
}

const pattern =
  /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,9}))?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** An instant as section 2 takes it. */
export function parseInstant(text: string): Instant | undefined {
  const [, year, month, day, hour, minute, second, fraction = "", offset] = pattern.exec(text) ?? [];
  if (offset === undefined) return undefined;
  const days = dayNumber(Number(year), Number(month), Number(day));
  if (days === undefined) return undefined;
  const minutes = Number(hour) * 60 + Number(minute) - minutesOf(offset);
  const seconds = days * secondsOfDay + minutes * 60 + Number(second);
  return BigInt(seconds) * picosInSecond + BigInt(fraction.padEnd(12, "0"));
}

/** Days since 1970; nothing for a day that no month has. */
function dayNumber(year: number, month: number, day: number): number | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const isDay = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isDay ? date.getTime() / (secondsOfDay * 1000) : undefined;
}

/** How far an offset is ahead of UTC. */
function minutesOf(offset: string): number {
  if (offset === "Z") return 0;
  const [hours, minutes] = offset.slice(1).split(":").map(Number);
  const ahead = (hours ?? 0) * 60 + (minutes ?? 0);
  return offset.startsWith("-") ? -ahead : ahead;
}

const before2100 = 4_102_444_800n * picosInSecond;

/** A number, or a text of digits, later than 1970 and before 2100. */
function epoch(value: Node, time: TimeForm): Instant | undefined {
  if (value.kind !== "number" && value.kind !== "string") return undefined;
  const [, whole = "", fraction = ""] = /^(\d+)(?:\.(\d{1,9}))?$/.exec(value.text) ?? [];
  if (whole === "") return undefined;
  const digits = time === "epoch-s" ? 12 : 9;
  const at = BigInt(whole + fraction.padEnd(digits, "0"));
  return at > 0n && at < before2100 ? at : undefined;
}

/** The instant in RFC 3339, its picoseconds rounded to the nanosecond before or after. */
export function written(at: Instant, rounded: "down" | "up"): string {
  const nanos = (at + (rounded === "up" ? picosInNano - 1n : 0n)) / picosInNano;
  // Rounded towards the past, also before 1970, where no epoch has picoseconds.
  const seconds = nanos >= 0n ? nanos / 1_000_000_000n : (nanos - 999_999_999n) / 1_000_000_000n;
  const fraction = String(nanos - seconds * 1_000_000_000n).padStart(9, "0");
  return new Date(Number(seconds) * 1000).toISOString().replace("000Z", `${fraction}Z`);
}
