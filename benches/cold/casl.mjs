import { report, start } from "./clock.mjs";

start();
const { AbilityBuilder, createMongoAbility, subject } = await import("@casl/ability");
const { can, build } = new AbilityBuilder(createMongoAbility);
const groups = ["everyone", "bruno", "sales"];
can("view", "Thread", { owner: "bruno" });
can("view", "Thread", { audience: { $in: groups }, access: { $in: groups } });
const thread = subject("Thread", { id: "t1", owner: "anna", audience: ["sales"], access: ["sales"] });
report(build().can("view", thread));
