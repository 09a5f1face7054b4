// The exchange: a part of the module's memory in which questions are written and answers are read. It is a stack, because
// code of the caller's that runs while a question is read may ask one itself.
import { type Glue, glue } from "./glue.js";
import { call } from "./instance.js";

/** The bytes that there are before anybody asks for more. */
const ROOM = 4_096;

let owner: Glue | undefined;
let top = 0;

const nothing = new Uint8Array(0);

/** The module's memory, while a question is asked. It moves when memory grows, and is then empty here. */
export let memory: Uint8Array = nothing;
/** Where the exchange stands in it. */
export let base = 0;
/** How many bytes of the exchange can be used. */
export let room = 0;

/** Where the next question begins. A question that ends has to give its place back, by `release`. */
export function claim(): number {
  if (owner !== glue) renew();
  else if (memory.length === 0) memory = glue.bytes();
  return top;
}

/** Lets whatever is claimed from now on stand behind this place. */
export function reserve(end: number): void {
  top = end;
}

/** Frees the place of a question, and of all behind it. Behind the last one, nothing keeps a lost instance's memory. */
export function release(start: number): void {
  top = start;
  if (start === 0) memory = nothing;
}

/** Makes sure that there is room up to a place, and that the memory is the one of now. */
export function ensure(end: number): void {
  if (end > room) grow(end);
  if (memory.length === 0) memory = glue.bytes();
}

/** A new instance has an exchange of its own. */
function renew(): void {
  owner = glue;
  room = 0;
  top = 0;
  grow(ROOM);
}

function grow(end: number): void {
  let wanted = ROOM;
  while (wanted < end) wanted *= 2;
  base = call(() => glue.room(wanted));
  room = wanted;
  memory = glue.bytes();
}
