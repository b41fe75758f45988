/** A resource that an engine may wait for, and those that it waits for before. */
export interface AwaitedResource {
  /** How long the engine may wait for it, in minutes. */
  readonly minutes: number;
  /** Names of the resources that come before it; names of nothing that is there are ignored. */
  readonly after: readonly string[];
}

/** How long an engine may wait at most for resources of which those wait for each other that say so, in minutes. */
export function longestWait(resources: ReadonlyMap<string, AwaitedResource>): number {
  const found = new Map<string, number>();
  const until = (name: string): number => {
    const known = found.get(name);
    if (known !== undefined) return known;
    const resource = resources.get(name);
    if (!resource) return 0;
    // An engine refuses a circle; here it must only come to an end.
    found.set(name, 0);
    const minutes = resource.minutes + Math.max(0, ...resource.after.map(until));
    found.set(name, minutes);
    return minutes;
  };
  return Math.max(0, ...[...resources.keys()].map(until));
}
