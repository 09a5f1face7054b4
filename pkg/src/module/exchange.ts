// The exchange: a part of the module's memory in which questions are written and answers are read. It is a stack, because
// code of the caller's that runs while a question is read may ask one itself.
import { type Glue, glue } from "./glue.js";
import { call } from "./instance.js";

/** The bytes that there are before anybody asks for more. */
const ROOM = 4_096;

let owner: Glue | undefined;
let address = 0;
let room = 0;
let top = 0;

/** Where the next question begins. A question that ends has to be taken from the stack again, by `release`. */
export function claim(): number {
  if (owner !== glue) renew();
  return top;
}

/** Lets what comes now stand behind this place. */
export function reserve(end: number): void {
  top = end;
}

/** Frees the place of a question, and of all behind it. */
export function release(start: number): void {
  top = start;
}

/** The module's memory, in which there is room up to this place of the exchange. Not to be kept: it may move. */
export function memory(end: number): Uint8Array {
  if (end > room) grow(end);
  return glue.bytes();
}

/** Where the exchange stands in the module's memory. Not to be kept either. */
export function base(): number {
  return address;
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
  address = call(() => glue.room(wanted));
  room = wanted;
}
