import type { System } from "mailveil/import";
import { useRef, useState } from "preact/hooks";
import { Segments } from "../../parts/segments.tsx";
import { Failed, Working } from "../../parts/states.tsx";
import type { Failure } from "../../asked/load.ts";
import type { Progress } from "../../asked/methods.ts";
import type { ExportFile, ExportRead, ImportMade } from "../../asked/vendors.ts";
import { engine, failureOf } from "../../state/engine.ts";
import { download } from "../../state/download.ts";
import { openMade } from "../../state/session.ts";
import { counted } from "../../texts/words.ts";
import { decisionsOf, type Given, missing } from "./decided.ts";
import { chosenFiles, droppedFiles } from "./files.ts";
import { Questions } from "./questions.tsx";
import { Report } from "./report.tsx";
import "./vendors.css";

const SYSTEMS: readonly (readonly [System, string])[] = [
  ["pipedrive", "Pipedrive"],
  ["zoho", "Zoho CRM"],
  ["creatio", "Creatio"],
  ["twenty", "Twenty"],
];

/** From a directory of a CRM's answers to a snapshot: choose, answer, read the report, open. */
export function VendorsView() {
  const [files, setFiles] = useState<readonly ExportFile[]>();
  const [system, setSystem] = useState<System>();
  const [read, setRead] = useState<ExportRead>();
  const [given, setGiven] = useState<Given>(new Map());
  const [made, setMade] = useState<ImportMade>();
  const [failure, setFailure] = useState<Failure>();
  const [progress, setProgress] = useState<Progress>();
  const asked = useRef(0);

  /** Of two answers that overtake each other, the later question's counts. */
  const run = async <T,>(ask: () => Promise<T>, take: (answer: T) => void): Promise<void> => {
    asked.current += 1;
    const number = asked.current;
    setFailure(undefined);
    setMade(undefined);
    try {
      const answer = await ask();
      if (number === asked.current) take(answer);
    } catch (error) {
      if (number === asked.current) setFailure(failureOf(error));
    } finally {
      setProgress(undefined);
    }
  };
  const readFiles = (chosen: readonly ExportFile[], wanted?: System): Promise<void> => {
    setFiles(chosen);
    setSystem(wanted);
    setRead(undefined);
    setGiven(new Map());
    const request = { files: chosen, ...(wanted === undefined ? {} : { system: wanted }) };
    return run(() => engine.ask("readExport", request, { onProgress: setProgress }), setRead);
  };
  const make = (of: System): Promise<void> =>
    run(() => engine.ask("makeImport", { system: of, decisions: decisionsOf(given) }), setMade);
  const left = read === undefined ? 0 : missing(read.questions, given);

  return (
    <div class="vendors-view">
      <DropZone onFiles={(chosen) => void readFiles(chosen)} onFailure={(error) => setFailure(failureOf(error))} />
      {files === undefined ? null : (
        <div class="question">
          <Segments<System | "">
            label="System"
            value={read?.system ?? system ?? ""}
            choices={SYSTEMS}
            onChoose={(chosen) => void readFiles(files, chosen || undefined)}
          />
          {read === undefined ? null : (
            <p class="read-files">
              {counted(read.files, "file")} read.
              {read.unknown.length === 0 ? null : ` Not known to this system: ${read.unknown.slice(0, 8).join(", ")}.`}
            </p>
          )}
        </div>
      )}
      {progress === undefined ? null : <Working progress={progress} />}
      {failure === undefined ? null : <Failed failure={failure} />}
      {read === undefined ? null : (
        <>
          <Questions
            questions={read.questions}
            given={given}
            onGive={(path, value) => {
              setGiven(new Map(given).set(path, value));
              setMade(undefined);
            }}
          />
          <div class="row">
            <button type="button" class="primary" disabled={left > 0} onClick={() => void make(read.system)}>
              Import
            </button>
            <p role="status">{left === 0 ? "Everything is decided." : `${counted(left, "decision")} to take.`}</p>
          </div>
        </>
      )}
      {made === undefined ? null : (
        <>
          <Report made={made} />
          <div class="row">
            <button type="button" class="primary" onClick={() => void openMade("Imported snapshot")}>
              Look at it
            </button>
            <button type="button" onClick={() => void download("snapshot.json", () => engine.ask("importedText", {}))}>
              Save the snapshot
            </button>
          </div>
        </>
      )}
    </div>
  );
}

interface DropProps {
  readonly onFiles: (files: readonly ExportFile[]) => void;
  readonly onFailure: (error: unknown) => void;
}

function DropZone({ onFiles, onFailure }: DropProps) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one way, the button another
    <div
      class="drop-zone"
      onDrop={(event) => {
        event.preventDefault(); // so that the page does not open the files as snapshots
        if (event.dataTransfer !== null) droppedFiles(event.dataTransfer).then(onFiles, onFailure);
      }}
    >
      <p>
        Drop the folder with a CRM’s export here: a JSON file for each endpoint of its API, as it answers. Users, roles,
        records, mailboxes and mail become a snapshot. Nothing leaves this browser.
      </p>
      <label class="button">
        Choose a folder …
        <input
          type="file"
          class="unseen"
          aria-label="Choose the folder of an export"
          multiple
          ref={(input) => {
            input?.setAttribute("webkitdirectory", "");
          }}
          onChange={(event) => {
            const chosen = event.currentTarget.files;
            if (chosen !== null && chosen.length > 0) onFiles(chosenFiles(chosen));
            event.currentTarget.value = "";
          }}
        />
      </label>
    </div>
  );
}
