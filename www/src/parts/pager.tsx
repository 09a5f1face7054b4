import { count } from "../texts/words.ts";

interface Props {
  readonly page: number;
  readonly size: number;
  readonly total: number;
  readonly onPage: (page: number) => void;
}

/** Goes through what does not stand on one page. */
export function Pager({ page, size, total, onPage }: Props) {
  if (total <= size) return null;
  const [first, last] = [page * size + 1, Math.min((page + 1) * size, total)];
  return (
    <div class="row pager">
      <button type="button" disabled={page === 0} onClick={() => onPage(page - 1)}>
        Previous
      </button>
      <p role="status">
        {count(first)} to {count(last)} of {count(total)}
      </p>
      <button type="button" disabled={last >= total} onClick={() => onPage(page + 1)}>
        Next
      </button>
    </div>
  );
}
