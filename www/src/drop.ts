import { find } from "./dom.ts";

/** Calls back with a file that is chosen, or dropped anywhere on the page. */
export function onFile(open: (file: File) => void): void {
  const input = find("file", HTMLInputElement);
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    input.value = ""; // so that choosing the same file again counts as a change
    if (file !== undefined) open(file);
  });
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
    event.preventDefault();
    mark(false);
    const file = event.dataTransfer?.files[0];
    if (file !== undefined) open(file);
  });
}
