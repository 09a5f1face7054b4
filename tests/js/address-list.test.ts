// The reader of address lists against a parser of RFC 5322 that others keep, on random lists.
import emailAddresses from "email-addresses";
import { describe, expect, it } from "vitest";
import { Dice } from "./dice.ts";
import { isAddress } from "./filter-reference/domains.ts";
import { participantsIn } from "./filter-reference/index.ts";
import { damaged, randomList, randomNoise } from "./random-addresses.ts";

/** What the other parser reads in a list; nothing where it reads none of it. It keeps some of the space, which an address has not. */
function theirs(text: string): string[] | undefined {
  const found = emailAddresses({ input: text, rfc6532: true, startAt: "address-list" });
  return found?.addresses
    .flatMap((one) => (one.type === "group" ? one.addresses : [one]))
    .map(({ address }) => address.replaceAll(" ", ""));
}

/** What we read; nothing where some piece cannot be read. */
function ours(text: string): string[] | undefined {
  const participants = participantsIn(text);
  return participants.every(isAddress) ? participants : undefined;
}

describe("what the grammar has", () => {
  it("both read", () => {
    for (let seed = 1; seed <= 5000; seed += 1) {
      const { text, addresses } = randomList(new Dice(seed), [","]);
      expect([seed, text, ours(text)]).toEqual([seed, text, addresses]);
      expect([seed, text, theirs(text)]).toEqual([seed, text, addresses]);
    }
  });

  it("we read with semicolons, too, which the other does not", () => {
    let refused = 0;
    for (let seed = 1; seed <= 5000; seed += 1) {
      const { text, addresses } = randomList(new Dice(seed), [";", "; ", ",", ",,", " ; , "]);
      expect([seed, text, ours(text)]).toEqual([seed, text, addresses]);
      if (theirs(text) === undefined) refused += 1;
    }
    expect(refused).toBeGreaterThan(2000);
  });
});

/** Where the other is laxer, we hide: the piece stays a participant that is no address. */
describe("what the other reads, and section 9 or section 2 does not", () => {
  const laxer = {
    "a quoted local part": '"kim"@a.test',
    "a route": "<@b.test:kim@a.test>",
    "space around dots": "kim . lee@a . test",
    "a domain with signs": "'kim@a.test'",
    "a name with brackets in a comment": "Kim (<x>) <kim@a.test>",
  };
  for (const [name, text] of Object.entries(laxer)) {
    it(name, () => {
      expect([theirs(text) !== undefined, ours(text)]).toEqual([true, undefined]);
    });
  }
});

/** Where it is stricter, we read what mail programs write all the same: the address is compared, not lost. */
describe("what section 9 reads, and the other does not", () => {
  const stricter: Record<string, readonly [string, ...string[]]> = {
    semicolons: ["kim@a.test;jo@a.test", "kim@a.test", "jo@a.test"],
    "empty pieces": ["kim@a.test,, jo@a.test,", "kim@a.test", "jo@a.test"],
    "any signs before the brackets": ["Kim@Home [x] <kim@a.test>", "kim@a.test"],
    "a colon in a name": ["Re: Kim <kim@a.test>", "kim@a.test"],
    "a group without its end": ["Team: kim@a.test", "kim@a.test"],
    nothing: [""],
  };
  for (const [name, [text, ...addresses]] of Object.entries(stricter)) {
    it(name, () => {
      expect([theirs(text), ours(text)]).toEqual([undefined, addresses]);
    });
  }
});

it("in what is damaged no address is lost or invented", () => {
  const tally = { same: 0, hidden: 0, ours: 0, neither: 0 };
  for (let seed = 1; seed <= 12_000; seed += 1) {
    const dice = new Dice(seed);
    const text = dice.chance(0.5) ? randomNoise(dice) : damaged(randomList(dice, [",", ",", ";"]).text, dice);
    const [mine, other] = [ours(text), theirs(text)];
    if (mine !== undefined && other !== undefined) {
      expect([seed, text, mine]).toEqual([seed, text, other]);
      tally.same += 1;
    } else if (other !== undefined) tally.hidden += 1;
    else if (mine !== undefined) tally.ours += 1;
    else tally.neither += 1;
  }
  for (const count of Object.values(tally)) expect(count).toBeGreaterThan(100);
});
