/** What the colours of a cell say. */
export function Legend() {
  return (
    <div class="field legend-field">
      <p class="legend-title">Colour: the level. Strength: the share of the mailbox’s threads</p>
      <ul class="legend">
        <li class="full">Full</li>
        <li class="subject">Subject</li>
        <li class="metadata">Metadata</li>
        <li class="none">Hidden</li>
      </ul>
    </div>
  );
}
