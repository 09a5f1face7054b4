// From bytes to a policy, against what JavaScript needs to get as far as objects.
import { Policy } from "mailveil";
import { race } from "../../measure.ts";
import { mail } from "../../threads.ts";
import { atMost, versus } from "../../report.ts";
import { stage } from "../../subject.ts";

const COUNT = 10_000;
const { organization, viewer } = stage();
const snapshot = { ...organization.snapshot, threads: mail(organization, viewer).items(COUNT) };
const bytes = Buffer.from(JSON.stringify(snapshot));
// JSON.parse is spared the decoding.
const text = bytes.toString();

const { ours, json } = race({ ours: { run: () => Policy.parse(bytes).free() }, json: { run: () => JSON.parse(text) } });
const what = "Policy.parse, 10 k threads, 10 k records, 1,000 users";
atMost(what, "<= JSON.parse alone", json, ours, versus(ours, json));
