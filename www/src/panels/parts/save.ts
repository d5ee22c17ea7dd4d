// A file for the visitor to keep.

export function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // some browsers fetch it a little later
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
