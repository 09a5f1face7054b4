import type { ExportFile } from "../../asked/vendors.ts";

/** Far more than an export has: a home folder that was dropped by mistake is not read through. */
const FILES_MAX = 20_000;

/** The files of folders and files that were dropped. Has to be called while the event is handled. */
export function droppedFiles(transfer: DataTransfer): Promise<readonly ExportFile[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const [only, ...more] = entries;
  // The name of a single folder is no part of the endpoints' names.
  if (only?.isDirectory && more.length === 0) return childrenOf(only as FileSystemDirectoryEntry, "");
  return allOf(entries, "");
}

/** The files of a folder that was chosen in a dialog. */
export function chosenFiles(files: FileList): readonly ExportFile[] {
  return [...files].map((file) => {
    const path = file.webkitRelativePath || file.name;
    return { path: path.includes("/") ? path.slice(path.indexOf("/") + 1) : path, file };
  });
}

async function allOf(entries: readonly FileSystemEntry[], folder: string): Promise<ExportFile[]> {
  const files: ExportFile[] = [];
  for (const entry of entries) {
    files.push(...(await filesOf(entry, folder)));
    if (files.length > FILES_MAX) throw new Error("there are more than 20,000 files in this folder");
  }
  return files;
}

function filesOf(entry: FileSystemEntry, folder: string): Promise<readonly ExportFile[]> {
  const path = `${folder}${entry.name}`;
  if (entry.isDirectory) return childrenOf(entry as FileSystemDirectoryEntry, `${path}/`);
  return new Promise((resolve, reject) => {
    (entry as FileSystemFileEntry).file((file) => resolve([{ path, file }]), reject);
  });
}

/** A reader gives a folder piece by piece, until a piece is empty. */
async function childrenOf(directory: FileSystemDirectoryEntry, folder: string): Promise<readonly ExportFile[]> {
  const reader = directory.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const piece = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (piece.length === 0) return allOf(children, folder);
    children.push(...piece);
  }
}
