/** Saves a file that the worker has made. It goes to the disk of this machine and nowhere else. */
export async function download(name: string, make: () => Promise<Blob>): Promise<void> {
  const url = URL.createObjectURL(await make());
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
