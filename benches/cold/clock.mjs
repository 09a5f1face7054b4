// How long a fresh process takes, told as one line of JSON.
let began;
let cpu;

export function start() {
  began = performance.now();
  cpu = process.cpuUsage();
}

/** Both times in milliseconds; every engine must have said yes. */
export function report(allowed) {
  const { user, system } = process.cpuUsage(cpu);
  const wall = performance.now() - began;
  console.log(JSON.stringify({ allowed, cpu: (user + system) / 1000, wall }));
}
