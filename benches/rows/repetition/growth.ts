// What a larger organisation costs: the same response filtered, and the first question of a new viewer.
import { Policy } from "mailveil";
import type { Size } from "../../data.ts";
import { NORMAL, NOW } from "../../data.ts";
import { median, race } from "../../measure.ts";
import { joined, mail } from "../../threads.ts";
import { atMost, compared, point, quick, times, versus } from "../../report.ts";
import { type Stage, stage } from "../../subject.ts";

const ITEMS = 10_000;
const LIMIT = 1.5;
const FACTORS = quick ? [10] : [3, 10, 30];
/** Ten times these, and filtering costs at most so much more; users and mailboxes may cost a new viewer's first question. */
const KNOBS: readonly (keyof Size)[] = ["roles", "depth", "records", "grants", "users", "mailboxes"];

interface Side {
  readonly stage: Stage;
  readonly policy: Policy;
  readonly body: Uint8Array;
}

function side(size: Size): Side {
  const made = stage(size);
  const body = joined(mail(made.organization, made.viewer).chunks(ITEMS));
  return { stage: made, policy: Policy.parse(made.organization.snapshot), body };
}

const filtering = ({ policy, body, stage }: Side) => ({ run: () => policy.filterThreads(body, stage.asked) });

/** The median of first questions, each of another viewer: a body of one item, so that little else is paid. */
function firstQuestion({ policy, stage }: Side): number {
  const body = joined(mail(stage.organization, stage.viewer).chunks(1));
  const viewers = stage.organization.snapshot.users.slice(100, 500);
  const spent = viewers.map(({ id }) => {
    const before = process.cpuUsage();
    policy.filterThreads(body, { viewer: id, now: NOW });
    const { user, system } = process.cpuUsage(before);
    return 1_000 * (user + system);
  });
  return median(spent);
}

function measure(): void {
  const normal = side(NORMAL);
  const firstNormal = firstQuestion(normal);
  for (const knob of KNOBS) {
    point("growth", knob, 1, 1);
    for (const factor of FACTORS) {
      const large = side({ ...NORMAL, [knob]: NORMAL[knob] * factor });
      const first = firstQuestion(large);
      const spent = race({ normal: filtering(normal), large: filtering(large) });
      const ratio = spent.large / spent.normal;
      point("growth", knob, factor, ratio);
      large.policy.free();
      if (factor !== 10) continue;
      const reached = `${versus(spent.large, spent.normal)}: ${times(ratio)}`;
      atMost(`filterThreads with ten times the ${knob}`, `<= ${LIMIT}x the time`, LIMIT, ratio, reached);
      compared(
        `first question of a viewer, ten times the ${knob}`,
        versus(first, firstNormal),
        times(first / firstNormal),
      );
    }
  }
}

measure();
