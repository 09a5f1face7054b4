import { Icon } from "../parts/icon.tsx";
import { Failed } from "../parts/states.tsx";
import { changeFailure, history, isChanging, redo, undo } from "../state/changes.ts";
import { addressOf } from "../state/route.ts";
import { counted } from "../texts/words.ts";

/** While the snapshot in hand differs from what was opened, every view says so. */
export function HistoryBar() {
  const { changes, at } = history.value;
  const failure = changeFailure.value;
  if (failure !== undefined) return <Failed failure={failure} />;
  if (changes.length === 0) return null;
  return (
    <div class="history" role="status">
      <p>
        {isChanging.value ? "Changing the snapshot …" : `The snapshot in hand has ${counted(at, "change")}.`}{" "}
        <a href={addressOf("what-if")}>Look at them</a>
      </p>
      <button type="button" class="plain" disabled={isChanging.value || at === 0} onClick={undo}>
        <Icon name="undo" />
        <span class="unseen">Undo (Ctrl Z)</span>
      </button>
      <button type="button" class="plain" disabled={isChanging.value || at === changes.length} onClick={redo}>
        <Icon name="redo" />
        <span class="unseen">Redo (Ctrl Shift Z)</span>
      </button>
    </div>
  );
}
