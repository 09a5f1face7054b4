import { openFile } from "../state/session.ts";

/** Files may be dropped anywhere on the page; the view `vendors` takes folders itself. */
export function listenForFiles(): void {
  const mark = (dropping: boolean): void => {
    document.body.classList.toggle("dropping", dropping);
  };
  addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault(); // else the browser would leave the page and open the file
    mark(true);
  });
  addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) mark(false);
  });
  addEventListener("drop", (event) => {
    mark(false);
    if (event.defaultPrevented) return; // a view has taken it
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file !== undefined) void openFile(file);
  });
}
