/** How many threads are listed at once. The worker imports the package and the page does not, so this stands apart. */
export const PAGE_SIZE = 100;
