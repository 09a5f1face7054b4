/** Shares of a whole, by level. */
export function Bar({ seen, of }: { seen: readonly [number, number, number]; of: number }) {
  const part = (number: number): string => `${(number / Math.max(1, of)) * 100}%`;
  const [metadata, subject, full] = seen;
  return (
    <div class="bar" aria-hidden="true">
      <i class="full" style={{ width: part(full) }} />
      <i class="subject" style={{ width: part(subject) }} />
      <i class="metadata" style={{ width: part(metadata) }} />
    </div>
  );
}
